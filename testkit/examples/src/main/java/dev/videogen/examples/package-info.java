/** Programs that show the clients at work. */
@NullMarked
package dev.videogen.examples;

import org.jspecify.annotations.NullMarked;
