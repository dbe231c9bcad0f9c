package dev.videogen.core.download;

/**
 * Hears how far a download is, on the thread that fetches it: a slow listener slows the download.
 * What it throws is logged, and the download goes on.
 */
@FunctionalInterface
public interface DownloadProgress {
  /**
   * More has come. Called about ten times a second, or for every 256 KiB if they come faster.
   *
   * @param received bytes so far, those of an earlier attempt included; it falls if the server
   *     makes the download start over
   * @param total bytes in all, or -1 if the server doesn't say
   */
  void received(long received, long total);
}
