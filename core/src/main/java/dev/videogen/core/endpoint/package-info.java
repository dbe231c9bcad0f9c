@NullMarked
package dev.videogen.core.endpoint;

import org.jspecify.annotations.NullMarked;
