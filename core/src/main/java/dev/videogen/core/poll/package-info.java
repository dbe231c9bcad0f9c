/**
 * Waiting until something at a service is over, by asking now and then.
 *
 * <p>A <b>caller</b> gets a {@link dev.videogen.core.poll.Wait} from a provider's client, and says
 * how to run it.
 *
 * <pre>{@code
 * Job job = nouvel.awaitJob(id).deadline(ofHours(1)).execute();
 * }</pre>
 *
 * <p>The <b>author of a provider</b> describes what to ask and when it is over with a {@link
 * dev.videogen.core.poll.Poll}, and has a {@link dev.videogen.core.poll.Poller} make waits of it.
 * What to do after a poll is {@code PollDecision}.
 */
@NullMarked
package dev.videogen.core.poll;

import org.jspecify.annotations.NullMarked;
