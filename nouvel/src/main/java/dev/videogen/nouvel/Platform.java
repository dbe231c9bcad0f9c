package dev.videogen.nouvel;

import dev.videogen.core.json.TextValue;

/**
 * A social network; any other text is passed through.
 *
 * @param value the text as the service writes it
 */
public record Platform(String value) implements TextValue {
  /** {@code instagram}. */
  public static final Platform INSTAGRAM = new Platform("instagram");

  /** {@code tiktok}. */
  public static final Platform TIKTOK = new Platform("tiktok");

  /** {@code youtube}. */
  public static final Platform YOUTUBE = new Platform("youtube");

  /** {@code facebook}. */
  public static final Platform FACEBOOK = new Platform("facebook");

  /** {@code linkedin}. */
  public static final Platform LINKEDIN = new Platform("linkedin");

  /** {@code pinterest}. */
  public static final Platform PINTEREST = new Platform("pinterest");

  /** {@code threads}. */
  public static final Platform THREADS = new Platform("threads");

  /** {@code twitter}. */
  public static final Platform TWITTER = new Platform("twitter");

  /** {@code reddit}. */
  public static final Platform REDDIT = new Platform("reddit");

  @Override
  public String toString() {
    return value;
  }
}
