@NullMarked
package dev.videogen.core.json;

import org.jspecify.annotations.NullMarked;
