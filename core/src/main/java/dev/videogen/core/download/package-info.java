/**
 * Files: fetched without credentials, resumed where they broke off, and put in place when whole.
 *
 * <p>A caller begins at a provider's client, or at {@link dev.videogen.core.download.Downloads},
 * and gets a {@link dev.videogen.core.download.Download} to set options on and to run. The author
 * of a provider may want {@link dev.videogen.core.download.VideoFileName}. Within, a run is a loop
 * of attempts ({@code Transfer}), a decision after each ({@code DownloadDecision}) and a target
 * ({@code DownloadTarget}).
 */
@NullMarked
package dev.videogen.core.download;

import org.jspecify.annotations.NullMarked;
