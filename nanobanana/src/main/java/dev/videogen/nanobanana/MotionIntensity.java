package dev.videogen.nanobanana;

import dev.videogen.core.json.TextValue;

/**
 * How much moves in a video; any other text is passed through.
 *
 * @param value the text as the service writes it
 */
public record MotionIntensity(String value) implements TextValue {
  /** {@code low}. */
  public static final MotionIntensity LOW = new MotionIntensity("low");

  /** {@code medium}. */
  public static final MotionIntensity MEDIUM = new MotionIntensity("medium");

  /** {@code high}. */
  public static final MotionIntensity HIGH = new MotionIntensity("high");

  @Override
  public String toString() {
    return value;
  }
}
