package dev.videogen.core.spending;

import dev.videogen.core.annotations.ProviderApi;
import org.jspecify.annotations.Nullable;

/** A response that tells what was charged. What it doesn't tell is taken as planned. */
@ProviderApi
public interface HasCost {
  /** How many videos were charged; null if it doesn't say. */
  default @Nullable Integer videosCharged() {
    return null;
  }

  /** How many credits were charged; null if it doesn't say. */
  default @Nullable Integer creditsCharged() {
    return null;
  }

  /** The cost as told, and as planned where it isn't told, or nonsense. */
  static Cost of(@Nullable Object response, Cost planned) {
    if (!(response instanceof HasCost told)) {
      return planned;
    }
    return new Cost(
        known(told.videosCharged(), planned.videos()),
        known(told.creditsCharged(), planned.credits()));
  }

  private static int known(@Nullable Integer told, int planned) {
    return told == null || told < 0 ? planned : told;
  }
}
