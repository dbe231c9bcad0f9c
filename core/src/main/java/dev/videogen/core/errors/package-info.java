@NullMarked
package dev.videogen.core.errors;

import org.jspecify.annotations.NullMarked;
