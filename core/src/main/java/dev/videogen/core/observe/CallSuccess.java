package dev.videogen.core.observe;

import dev.videogen.core.errors.RateLimit;
import dev.videogen.core.spending.Cost;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a call, a wait or a download succeeded.
 *
 * @param status the response's HTTP status; 0 of a wait and a download
 * @param attempts how many attempts it took, the last included; of a wait how many polls, and 0 of
 *     a call that was answered from the ledger
 * @param earlierCharges how many of the attempts before may have been charged as well
 * @param replayed whether the ledger answered, and nothing was sent
 * @param took from start to end
 * @param waited how much of that no attempt was under way
 * @param cost what it cost, as far as the response tells, and as planned where it doesn't; of a
 *     wait, a download, a call that costs nothing and one that the ledger answered {@link
 *     Cost#NONE}
 * @param rateLimit what the service said of its limit; null if nothing
 */
public record CallSuccess(
    int status,
    int attempts,
    int earlierCharges,
    boolean replayed,
    Duration took,
    Duration waited,
    Cost cost,
    @Nullable RateLimit rateLimit) {}
