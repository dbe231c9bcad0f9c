package dev.videogen.core.observe;

import org.jspecify.annotations.Nullable;

/** What a caller tagged a call, a wait or a download with, by type. */
public interface Tags {
  /** The value of that type; null if there is none. */
  <T> @Nullable T tag(Class<T> type);
}
