package dev.videogen.nouvel;

import dev.videogen.core.spending.Priced;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A paid request for {@code urls.size() × variantCount} videos, each of which costs quota. What is
 * null is left out, and the service's default applies.
 *
 * <pre>{@code
 * GenerateRequest request =
 *     GenerateRequest.builder("https://example.com/products/protein-powder")
 *         .aspectRatio(AspectRatio.RATIO_9_16)
 *         .adDuration(15)
 *         .build();
 * }</pre>
 *
 * @param urls 1 to 3 publicly reachable product pages, http or https
 * @param variantCount videos per page, 1 to 3
 * @param aspectRatio width to height, by default {@code 9:16}
 * @param adDuration the length in seconds; 15, 30, 45 and 60 are documented, the default isn't
 * @param contentType what kind of video to make; the default isn't documented
 * @param scriptStyle how the script argues, by default {@code problem_solution}
 * @param overrideScript a script of your own; its rules aren't documented
 * @param userInstructions what to heed, at most 2000 characters
 * @param selectedActorId the actor; the service chooses by default, and where ids come from isn't
 *     documented
 * @param avatarImageUrl a picture of who speaks; its rules aren't documented
 * @param language the language; the service chooses by default, and its values aren't documented
 * @param accent the accent; its values aren't documented
 * @param targetAudience who the video is for; its limit isn't documented
 * @param formatPreset a preset; its values aren't documented
 * @param webhookUrl where to report the end of the job: https, publicly reachable; {@link
 *     WebhookVerifier} reads the report
 */
public record GenerateRequest(
    List<String> urls,
    Integer variantCount,
    @Nullable AspectRatio aspectRatio,
    @Nullable Integer adDuration,
    @Nullable ContentType contentType,
    @Nullable ScriptStyle scriptStyle,
    @Nullable String overrideScript,
    @Nullable String userInstructions,
    @Nullable String selectedActorId,
    @Nullable String avatarImageUrl,
    @Nullable String language,
    @Nullable String accent,
    @Nullable String targetAudience,
    @Nullable String formatPreset,
    @Nullable String webhookUrl)
    implements Priced {

  /**
   * Checks what the service is certain to refuse.
   *
   * @throws IllegalArgumentException naming field, rule and value
   */
  public GenerateRequest {
    urls = Requests.urls(urls);
    Requests.variantCount(variantCount);
    Requests.optional("aspectRatio", aspectRatio);
    Requests.optional("contentType", contentType);
    Requests.optional("scriptStyle", scriptStyle);
    Requests.userInstructions(userInstructions);
    Requests.webhookUrl(webhookUrl);
  }

  /** The videos that it asks for: pages times variants. */
  @Override
  public int videosOrdered() {
    return urls.size() * variantCount;
  }

  /**
   * A request for one video of each page, with the service's defaults.
   *
   * @throws IllegalArgumentException naming field, rule and value, if the service is certain to
   *     refuse it
   */
  public static GenerateRequest of(String... urls) {
    return builder(urls).build();
  }

  /** A request under construction. */
  public static Builder builder(String... urls) {
    return new Builder(Requests.list(urls));
  }

  /** A request under construction. */
  public static Builder builder(List<String> urls) {
    return new Builder(urls);
  }

  /** How many videos this requests. */
  public int videoCount() {
    return urls.size() * variantCount;
  }

  /** Leaves the texts out: a request may end up in a log. */
  @Override
  public String toString() {
    return "GenerateRequest[urls="
        + urls
        + ", variantCount="
        + variantCount
        + ", aspectRatio="
        + aspectRatio
        + ", adDuration="
        + adDuration
        + "]";
  }

  /** A request under construction. */
  public static final class Builder {
    private final @Nullable List<String> urls;
    private int variantCount = 1;
    private @Nullable AspectRatio aspectRatio;
    private @Nullable Integer adDuration;
    private @Nullable ContentType contentType;
    private @Nullable ScriptStyle scriptStyle;
    private @Nullable String overrideScript;
    private @Nullable String userInstructions;
    private @Nullable String selectedActorId;
    private @Nullable String avatarImageUrl;
    private @Nullable String language;
    private @Nullable String accent;
    private @Nullable String targetAudience;
    private @Nullable String formatPreset;
    private @Nullable String webhookUrl;

    private Builder(@Nullable List<String> urls) {
      this.urls = urls;
    }

    /** Videos per page: 1 (the default) to 3. */
    public Builder variantCount(int count) {
      this.variantCount = count;
      return this;
    }

    /** Width to height, by default {@code 9:16}. */
    public Builder aspectRatio(AspectRatio aspectRatio) {
      this.aspectRatio = aspectRatio;
      return this;
    }

    /** The length in seconds; 15, 30, 45 and 60 are documented, the default isn't. */
    public Builder adDuration(int seconds) {
      this.adDuration = seconds;
      return this;
    }

    /** What kind of video to make; the default isn't documented. */
    public Builder contentType(ContentType contentType) {
      this.contentType = contentType;
      return this;
    }

    /** How the script argues, by default {@code problem_solution}. */
    public Builder scriptStyle(ScriptStyle scriptStyle) {
      this.scriptStyle = scriptStyle;
      return this;
    }

    /** A script of your own; its rules aren't documented. */
    public Builder overrideScript(String overrideScript) {
      this.overrideScript = overrideScript;
      return this;
    }

    /** What to heed, at most 2000 characters. */
    public Builder userInstructions(String userInstructions) {
      this.userInstructions = userInstructions;
      return this;
    }

    /** The actor; the service chooses by default, and where ids come from isn't documented. */
    public Builder selectedActorId(String selectedActorId) {
      this.selectedActorId = selectedActorId;
      return this;
    }

    /** A picture of who speaks; its rules aren't documented. */
    public Builder avatarImageUrl(String avatarImageUrl) {
      this.avatarImageUrl = avatarImageUrl;
      return this;
    }

    /** The language; the service chooses by default, and its values aren't documented. */
    public Builder language(String language) {
      this.language = language;
      return this;
    }

    /** The accent; its values aren't documented. */
    public Builder accent(String accent) {
      this.accent = accent;
      return this;
    }

    /** Who the video is for; its limit isn't documented. */
    public Builder targetAudience(String targetAudience) {
      this.targetAudience = targetAudience;
      return this;
    }

    /** A preset; its values aren't documented. */
    public Builder formatPreset(String formatPreset) {
      this.formatPreset = formatPreset;
      return this;
    }

    /**
     * Where to report the end of the job: https, publicly reachable; {@link WebhookVerifier} reads
     * the report.
     */
    public Builder webhookUrl(String webhookUrl) {
      this.webhookUrl = webhookUrl;
      return this;
    }

    /**
     * The finished request.
     *
     * @throws IllegalArgumentException naming field, rule and value, if the service is certain to
     *     refuse it
     */
    public GenerateRequest build() {
      return new GenerateRequest(
          Requests.urls(urls),
          variantCount,
          aspectRatio,
          adDuration,
          contentType,
          scriptStyle,
          overrideScript,
          userInstructions,
          selectedActorId,
          avatarImageUrl,
          language,
          accent,
          targetAudience,
          formatPreset,
          webhookUrl);
    }
  }
}
