/**
 * Short programs, one per task. Each has a {@code main} that shows it at work with a fake of the
 * service; in production {@code apiKeyFromEnv()} takes the place of the fake's key and URL.
 */
@NullMarked
package dev.videogen.recipes;

import org.jspecify.annotations.NullMarked;
