/**
 * Runs what takes time, blocking or not: API calls, polls and downloads.
 *
 * <p>Begin with {@link dev.videogen.core.run.Course}, which says step by step what to do next;
 * {@link dev.videogen.core.run.Run} carries one through, on the caller's thread or on none, and
 * {@link dev.videogen.core.run.Runner} is what all runs of a client share. How a run ends, and what
 * stopping it means, is {@code Phase}; threads for what may block are {@code Workers}.
 *
 * <p>For authors of providers who have something of their own that takes time; callers and authors
 * of interceptors need nothing from here.
 *
 * <pre>{@code
 * Course<Path> course = new UploadCourse(file);
 * Path blocking = client.runner().run(course).execute();
 * CompletableFuture<Path> future = client.runner().run(course).start();
 * }</pre>
 */
@NullMarked
package dev.videogen.core.run;

import org.jspecify.annotations.NullMarked;
