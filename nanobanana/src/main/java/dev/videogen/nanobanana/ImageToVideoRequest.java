package dev.videogen.nanobanana;

import com.squareup.moshi.Json;
import org.jspecify.annotations.Nullable;

/**
 * A paid request for a video made from an image. What is null is left out, and the service's
 * default applies.
 *
 * @param imageUrl where the image is: public, https
 * @param prompt what the video should show; null for the service's default
 * @param model {@code video_model}
 * @param resolution {@code resolution}
 * @param durationSeconds {@code duration} in seconds
 * @param aspectRatio {@code aspect_ratio}
 * @param motionIntensity {@code motion_intensity}
 */
public record ImageToVideoRequest(
    @Json(name = "image_url") String imageUrl,
    @Nullable String prompt,
    @Json(name = "video_model") @Nullable VideoModel model,
    @Nullable Resolution resolution,
    @Json(name = "duration") @Nullable Integer durationSeconds,
    @Json(name = "aspect_ratio") @Nullable AspectRatio aspectRatio,
    @Json(name = "motion_intensity") @Nullable MotionIntensity motionIntensity) {

  /**
   * Checks what the service is certain to refuse.
   *
   * @throws IllegalArgumentException naming field, rule and value
   */
  public ImageToVideoRequest {
    Requests.imageUrl(imageUrl);
    Requests.prompt(prompt, false);
    Requests.text("video_model", model);
    Requests.text("resolution", resolution);
    Requests.text("aspect_ratio", aspectRatio);
    Requests.text("motion_intensity", motionIntensity);
  }

  /** A request under construction. */
  public static Builder builder(String imageUrl) {
    return new Builder(imageUrl);
  }

  /** Leaves the texts out: a request may end up in a log. */
  @Override
  public String toString() {
    return "ImageToVideoRequest[model="
        + model
        + ", resolution="
        + resolution
        + ", durationSeconds="
        + durationSeconds
        + ", aspectRatio="
        + aspectRatio
        + "]";
  }

  /** A request under construction. */
  public static final class Builder {
    private final String imageUrl;
    private @Nullable String prompt;
    private @Nullable VideoModel model;
    private @Nullable Resolution resolution;
    private @Nullable Integer durationSeconds;
    private @Nullable AspectRatio aspectRatio;
    private @Nullable MotionIntensity motionIntensity;

    private Builder(String imageUrl) {
      this.imageUrl = imageUrl;
    }

    /** What the video should show; without it the service uses a text of its own. */
    public Builder prompt(String prompt) {
      this.prompt = prompt;
      return this;
    }

    /**
     * The model, by default {@code seedance2}. For {@code veo3} and {@code sora2} set a duration
     * too: the default of 5 s isn't valid there, and what the service then does isn't documented.
     */
    public Builder model(VideoModel model) {
      this.model = model;
      return this;
    }

    /** The resolution, by default {@code 480p}. */
    public Builder resolution(Resolution resolution) {
      this.resolution = resolution;
      return this;
    }

    /** The length in seconds, by default 5; {@link VideoModel} has what each model allows. */
    public Builder durationSeconds(int seconds) {
      this.durationSeconds = seconds;
      return this;
    }

    /** Width to height, by default {@code 16:9}. */
    public Builder aspectRatio(AspectRatio ratio) {
      this.aspectRatio = ratio;
      return this;
    }

    /** Width to height as the service writes it. */
    public Builder aspectRatio(String ratio) {
      return aspectRatio(new AspectRatio(ratio));
    }

    /** How much moves, by default {@code medium}. */
    public Builder motionIntensity(MotionIntensity intensity) {
      this.motionIntensity = intensity;
      return this;
    }

    /**
     * The finished request.
     *
     * @throws IllegalArgumentException naming field, rule and value, if the service is certain to
     *     refuse it
     */
    public ImageToVideoRequest build() {
      return new ImageToVideoRequest(
          imageUrl, prompt, model, resolution, durationSeconds, aspectRatio, motionIntensity);
    }
  }
}
