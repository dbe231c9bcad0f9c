package dev.videogen.core.errors;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/**
 * One failed attempt of a call.
 *
 * @param number counted from 1
 * @param startedAt when it began
 * @param took how long it lasted
 * @param requestLeft whether any of the request may have left this machine
 * @param charge whether it may have spent money
 * @param failure why it failed
 * @param waitAfter how long was waited before the next attempt; zero after the last
 */
public record Attempt(
    int number,
    Instant startedAt,
    Duration took,
    boolean requestLeft,
    Charge charge,
    IOException failure,
    Duration waitAfter) {}
