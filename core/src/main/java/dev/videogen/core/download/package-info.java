@NullMarked
package dev.videogen.core.download;

import org.jspecify.annotations.NullMarked;
