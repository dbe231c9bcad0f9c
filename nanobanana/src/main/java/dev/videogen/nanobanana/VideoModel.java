package dev.videogen.nanobanana;

import dev.videogen.core.json.TextValue;
import java.util.List;

/**
 * The model that animates the picture; any other text is passed through.
 *
 * @param value the text as the service writes it
 */
public record VideoModel(String value) implements TextValue {
  /**
   * {@code seedance2}, the default. Durations of 4 to 12 s are documented without contradiction.
   */
  public static final VideoModel SEEDANCE_2 = new VideoModel("seedance2");

  /** {@code veo3}. Only {@link #VEO_3_SECONDS} are documented; the default of 5 s isn't valid. */
  public static final VideoModel VEO_3 = new VideoModel("veo3");

  /** {@code sora2}. Only {@link #SORA_2_SECONDS} are documented; the default of 5 s isn't valid. */
  public static final VideoModel SORA_2 = new VideoModel("sora2");

  /** The durations, in seconds, that all sources allow for {@link #SEEDANCE_2}. */
  public static final List<Integer> SEEDANCE_2_SECONDS = List.of(4, 5, 6, 7, 8, 9, 10, 11, 12);

  /** The one documented duration of {@link #VEO_3}, in seconds. */
  public static final List<Integer> VEO_3_SECONDS = List.of(8);

  /** The documented durations of {@link #SORA_2}, in seconds. */
  public static final List<Integer> SORA_2_SECONDS = List.of(10, 15);

  @Override
  public String toString() {
    return value;
  }
}
