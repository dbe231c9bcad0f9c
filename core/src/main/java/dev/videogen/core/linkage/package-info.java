/**
 * Whether the libraries below are the ones that this was compiled with. Not exported: nobody
 * outside needs it.
 */
@NullMarked
package dev.videogen.core.linkage;

import org.jspecify.annotations.NullMarked;
