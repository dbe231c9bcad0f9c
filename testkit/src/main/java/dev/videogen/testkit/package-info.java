/** Fake services and canned error fixtures for tests without a network. */
@NullMarked
package dev.videogen.testkit;

import org.jspecify.annotations.NullMarked;
