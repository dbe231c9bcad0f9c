/**
 * Values of Nano Banana Video's larger records, for tests of your own code: a record with ten parts
 * is tedious to make, and breaks a test whenever it gets an eleventh. Begin with {@link
 * dev.videogen.nanobanana.samples.VideoSample}. What a program uses in production is not here.
 */
@NullMarked
package dev.videogen.nanobanana.samples;

import org.jspecify.annotations.NullMarked;
