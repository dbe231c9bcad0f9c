package dev.videogen.nanobanana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.videogen.core.ClientBuilder;
import dev.videogen.core.errors.AuthenticationException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputTest {
  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n", "sk_secret", "nb_sec\nret", "nb_sécret", "nb_sec ret"})
  void anUnfitKeyIsRefusedAndNotShown(String key) {
    assertThatThrownBy(() -> NanoBananaClient.builder().apiKey(key))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("apiKey: ")
        .message()
        .doesNotContain("sec", "sk_");
  }

  @Test
  void aKeyThatIsMissingIsNamed() {
    assertThatThrownBy(() -> NanoBananaClient.builder().build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("NB_API_KEY");
    if (System.getenv("NB_API_KEY") == null) {
      assertThatThrownBy(NanoBananaClient::fromEnv)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("environment variable NB_API_KEY: no API key is set");
    }
  }

  @Test
  void whiteSpaceAroundAKeyIsDropped() {
    NanoBananaClient.builder().apiKey(" nb_x\r\n").build().close();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "sk_secret", "nb_sec\nret"})
  void anUnfitKeyFromASupplierIsRefusedBeforeSending(String key) {
    for (Mode mode : Mode.values()) {
      try (NanoBananaClient client =
          NanoBananaClient.builder().apiKey(() -> key).baseUrl("http://127.0.0.1:9/").build()) {
        assertThatThrownBy(() -> mode.textToVideo(client.api()))
            .isInstanceOf(AuthenticationException.class)
            .hasMessageContaining("key supplier: ")
            .message()
            .doesNotContain("secret", "sec\n");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.com/",
        "http://127.0.0.1.example.com/",
        "http://localhost.example.com/",
        "ftp://example.com/",
        "example.com",
        "https://user:pw@example.com/",
        "https://example.com/?api_key=x",
      })
  void anUnfitBaseUrlIsRefused(String url) {
    ClientBuilder<NanoBananaClient> builder = NanoBananaClient.builder();
    assertThatThrownBy(() -> builder.baseUrl(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("baseUrl: ")
        .message()
        .doesNotContain("pw", "api_key");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com",
        "http://localhost:8080/x",
        "http://127.9.9.9/",
        "http://[::1]:80/"
      })
  void aFitBaseUrlIsTaken(String url) {
    assertThatCode(() -> NanoBananaClient.builder().baseUrl(url)).doesNotThrowAnyException();
  }

  @Test
  void aPromptIsCountedInCodePoints() {
    assertThatCode(() -> TextToVideoRequest.builder("💪".repeat(2000)).build())
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> TextToVideoRequest.builder("x".repeat(2143)).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("prompt: 2143 characters, at most 2000");
    assertThatThrownBy(
            () ->
                ImageToVideoRequest.builder("https://e.com/a.png").prompt("x".repeat(2001)).build())
        .hasMessage("prompt: 2001 characters, at most 2000");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " ", "\t\n"})
  void aMissingPromptIsRefused(String prompt) {
    assertThatThrownBy(() -> TextToVideoRequest.builder(prompt).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("prompt: missing or blank, it is required");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://e.com/a.png", "data:image/png;base64,AA", "e.com/a.png", "https:/x"})
  void aPictureMustBeHttps(String url) {
    assertThatThrownBy(() -> ImageToVideoRequest.builder(url).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("image_url: ")
        .hasMessageEndingWith("must start with https://");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " "})
  void aValueWithoutTextIsRefusedAndNotSent(String text) {
    TextToVideoRequest.Builder request = TextToVideoRequest.builder("x");
    assertMissing("aspect_ratio", () -> request.aspectRatio(text).build());
    request.aspectRatio(AspectRatio.RATIO_1_1);
    assertMissing("video_model", () -> request.model(new VideoModel(text)).build());
    ImageToVideoRequest.Builder image = ImageToVideoRequest.builder("https://e.com/a.png");
    assertMissing("resolution", () -> image.resolution(new Resolution(text)).build());
    image.resolution(Resolution.R720P);
    assertMissing(
        "motion_intensity", () -> image.motionIntensity(new MotionIntensity(text)).build());
  }

  private static void assertMissing(String field, ThrowingCallable build) {
    assertThatThrownBy(build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(field + ": missing or blank text; leave it out instead");
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aMissingIdIsRefused(Mode mode) {
    try (NanoBananaClient client =
        NanoBananaClient.builder().apiKey("nb_x").baseUrl("http://127.0.0.1:9/").build()) {
      assertThatThrownBy(() -> mode.videoStatus(client.api(), null))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("video_id");
    }
  }

  @Test
  void nothingShowsTheKey() {
    try (NanoBananaClient client = NanoBananaClient.builder().apiKey("nb_secret").build()) {
      assertThat(client.toString()).doesNotContain("secret");
      assertThat(client.api().toString()).doesNotContain("secret");
    }
    assertThat(TextToVideoRequest.builder("my secret prompt").build().toString())
        .doesNotContain("secret");
  }
}
