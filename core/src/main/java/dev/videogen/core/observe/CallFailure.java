package dev.videogen.core.observe;

import dev.videogen.core.errors.Charge;
import java.time.Duration;

/**
 * How a call, a wait or a download failed.
 *
 * @param failure what the caller gets
 * @param charge whether it may have spent money, all attempts together
 * @param attempts how many attempts were made; of a wait how many polls
 * @param took from start to end
 * @param waited how much of that no attempt was under way
 */
public record CallFailure(
    Throwable failure, Charge charge, int attempts, Duration took, Duration waited) {}
