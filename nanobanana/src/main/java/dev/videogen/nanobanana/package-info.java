/** A client for Nano Banana Video: text or image to video, answered while you wait. */
@NullMarked
package dev.videogen.nanobanana;

import org.jspecify.annotations.NullMarked;
