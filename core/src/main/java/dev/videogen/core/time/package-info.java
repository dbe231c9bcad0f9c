@NullMarked
package dev.videogen.core.time;

import org.jspecify.annotations.NullMarked;
