@NullMarked
package dev.videogen.core.throttle;

import org.jspecify.annotations.NullMarked;
