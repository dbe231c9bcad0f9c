@NullMarked
package dev.videogen.core.poll;

import org.jspecify.annotations.NullMarked;
