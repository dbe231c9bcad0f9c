/**
 * Files: fetched without credentials, resumed where they broke off, and put in place when whole.
 *
 * <p>A <b>caller</b> gets a {@link dev.videogen.core.download.Download} from a provider's client,
 * and says how to run it.
 *
 * <pre>{@code
 * Path file = nouvel.download(video, folder).deadline(ofMinutes(10)).execute();
 * }</pre>
 *
 * <p>The <b>author of a provider</b> begins at {@link dev.videogen.core.download.Downloads}.
 * Within, a run is attempts ({@code Transfer}), a decision after each ({@code DownloadDecision})
 * and a target ({@code DownloadTarget}); which hosts may be fetched from is {@code HostRule}.
 */
@NullMarked
package dev.videogen.core.download;

import org.jspecify.annotations.NullMarked;
