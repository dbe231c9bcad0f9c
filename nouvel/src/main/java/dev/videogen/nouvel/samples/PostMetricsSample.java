package dev.videogen.nouvel.samples;

import dev.videogen.nouvel.PostMetrics;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@link PostMetrics} values for tests of the code that takes them. Untouched it is how a
 * post did. Not for use by several threads.
 */
public final class PostMetricsSample {
  private @Nullable Long impressions = 1200L;
  private @Nullable Long reach = 1000L;
  private @Nullable Long likes = 10L;
  private @Nullable Long comments = 2L;
  private @Nullable Long shares = 1L;
  private @Nullable Long saves = 1L;
  private @Nullable Long clicks = 1L;
  private @Nullable Long views = 1100L;
  private @Nullable Double engagementRate = 0.0125;

  /** Begins with the sample. */
  public PostMetricsSample() {}

  /** Has this as {@link PostMetrics#impressions()}. */
  public PostMetricsSample impressions(@Nullable Long value) {
    impressions = value;
    return this;
  }

  /** Has this as {@link PostMetrics#reach()}. */
  public PostMetricsSample reach(@Nullable Long value) {
    reach = value;
    return this;
  }

  /** Has this as {@link PostMetrics#likes()}. */
  public PostMetricsSample likes(@Nullable Long value) {
    likes = value;
    return this;
  }

  /** Has this as {@link PostMetrics#comments()}. */
  public PostMetricsSample comments(@Nullable Long value) {
    comments = value;
    return this;
  }

  /** Has this as {@link PostMetrics#shares()}. */
  public PostMetricsSample shares(@Nullable Long value) {
    shares = value;
    return this;
  }

  /** Has this as {@link PostMetrics#saves()}. */
  public PostMetricsSample saves(@Nullable Long value) {
    saves = value;
    return this;
  }

  /** Has this as {@link PostMetrics#clicks()}. */
  public PostMetricsSample clicks(@Nullable Long value) {
    clicks = value;
    return this;
  }

  /** Has this as {@link PostMetrics#views()}. */
  public PostMetricsSample views(@Nullable Long value) {
    views = value;
    return this;
  }

  /** Has this as {@link PostMetrics#engagementRate()}. */
  public PostMetricsSample engagementRate(@Nullable Double value) {
    engagementRate = value;
    return this;
  }

  /** The value. */
  public PostMetrics build() {
    return new PostMetrics(
        impressions, reach, likes, comments, shares, saves, clicks, views, engagementRate);
  }
}
