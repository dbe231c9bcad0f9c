/**
 * What a call costs, what waiting holds, how fast files come, and how long the first response
 * takes.
 *
 * <p>{@link dev.videogen.benchmarks.Benchmarks} runs all of it, prints one table, and fails if a
 * bound is passed.
 */
package dev.videogen.benchmarks;
