/**
 * What this library and those below it are: whether they fit together, and what they are called.
 * Not exported: nobody outside needs it.
 */
@NullMarked
package dev.videogen.core.linkage;

import org.jspecify.annotations.NullMarked;
