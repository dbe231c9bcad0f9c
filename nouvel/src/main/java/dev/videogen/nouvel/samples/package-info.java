/**
 * Values of Nouvel's larger records, for tests of your own code: a record with ten parts is tedious
 * to make, and breaks a test whenever it gets an eleventh. Begin with {@link
 * dev.videogen.nouvel.samples.JobSample}. What a program uses in production is not here.
 */
@NullMarked
package dev.videogen.nouvel.samples;

import org.jspecify.annotations.NullMarked;
