package dev.videogen.nouvel;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One account to post a video to. The static methods name what each platform takes.
 *
 * @param platform the social network
 * @param accountId an {@link Account#id()} of that network
 * @param caption the text of the post; its limits aren't documented
 * @param platformSettings what the platform wants besides, in the service's own names
 */
public record PublishTarget(
    Platform platform,
    String accountId,
    @Nullable String caption,
    @Nullable Map<String, Object> platformSettings) {
  private static final int LONGEST_TITLE = 300;

  /**
   * Checks what the service is certain to refuse.
   *
   * @throws IllegalArgumentException naming field, rule and value
   */
  public PublishTarget {
    Requests.required("platform", Requests.present("platform", platform).value());
    Requests.required("accountId", accountId);
    if (platformSettings != null) {
      platformSettings = Collections.unmodifiableMap(new LinkedHashMap<>(platformSettings));
      for (String name : platformSettings.keySet()) {
        Requests.required("platformSettings: a name", name);
      }
    }
    if (platform.equals(Platform.PINTEREST)) {
      setting(platformSettings, "boardId");
    }
    if (platform.equals(Platform.REDDIT)) {
      Requests.atMost("platformSettings.title", setting(platformSettings, "title"), LONGEST_TITLE);
      setting(platformSettings, "subreddit");
    }
  }

  private static String setting(@Nullable Map<String, Object> settings, String name) {
    Object value = settings == null ? null : settings.get(name);
    return Requests.required(
        "platformSettings." + name, value == null ? null : String.valueOf(value));
  }

  /** A post to a network that needs nothing more. */
  public static PublishTarget of(Platform platform, String accountId, @Nullable String caption) {
    return new PublishTarget(platform, accountId, caption, null);
  }

  /** A post to Instagram. */
  public static PublishTarget instagram(String accountId, @Nullable String caption) {
    return of(Platform.INSTAGRAM, accountId, caption);
  }

  /** A post to TikTok. */
  public static PublishTarget tiktok(String accountId, @Nullable String caption) {
    return of(Platform.TIKTOK, accountId, caption);
  }

  /** A post to YouTube. */
  public static PublishTarget youtube(String accountId, @Nullable String caption) {
    return of(Platform.YOUTUBE, accountId, caption);
  }

  /** A post to YouTube with a title, a description, or both. */
  public static PublishTarget youtube(
      String accountId,
      @Nullable String caption,
      @Nullable String title,
      @Nullable String description) {
    return new PublishTarget(
        Platform.YOUTUBE, accountId, caption, settings("title", title, "description", description));
  }

  /** A post to Facebook. */
  public static PublishTarget facebook(String accountId, @Nullable String caption) {
    return of(Platform.FACEBOOK, accountId, caption);
  }

  /** A post to LinkedIn. */
  public static PublishTarget linkedin(String accountId, @Nullable String caption) {
    return of(Platform.LINKEDIN, accountId, caption);
  }

  /**
   * A pin.
   *
   * @param boardId the board's numeric id, not its name
   * @throws IllegalArgumentException if the id is blank
   */
  public static PublishTarget pinterest(
      String accountId, @Nullable String caption, String boardId) {
    return new PublishTarget(
        Platform.PINTEREST, accountId, caption, settings("boardId", boardId, "", null));
  }

  /** A post to Threads. */
  public static PublishTarget threads(String accountId, @Nullable String caption) {
    return of(Platform.THREADS, accountId, caption);
  }

  /** A post to Twitter. */
  public static PublishTarget twitter(String accountId, @Nullable String caption) {
    return of(Platform.TWITTER, accountId, caption);
  }

  /**
   * A link post to Reddit.
   *
   * @param title at most 300 characters
   * @throws IllegalArgumentException if title or subreddit is blank, or the title too long
   */
  public static PublishTarget reddit(
      String accountId, @Nullable String caption, String title, String subreddit) {
    return new PublishTarget(
        Platform.REDDIT, accountId, caption, settings("title", title, "subreddit", subreddit));
  }

  private static Map<String, Object> settings(
      String name, @Nullable String value, String other, @Nullable String otherValue) {
    Map<String, Object> settings = new LinkedHashMap<>();
    if (value != null) {
      settings.put(name, value);
    }
    if (otherValue != null) {
      settings.put(other, otherValue);
    }
    return settings;
  }

  /** Leaves the texts out: a post may end up in a log before it is public. */
  @Override
  public String toString() {
    return "PublishTarget[platform=" + platform + ", accountId=" + accountId + "]";
  }
}
