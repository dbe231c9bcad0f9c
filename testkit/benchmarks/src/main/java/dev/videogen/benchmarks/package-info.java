/** What the chain costs, what waiting holds, and how fast files come. */
package dev.videogen.benchmarks;
