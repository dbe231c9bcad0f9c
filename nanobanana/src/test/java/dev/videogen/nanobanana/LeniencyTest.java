package dev.videogen.nanobanana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.Moshi;
import com.squareup.moshi.Types;
import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.UnreadableResponseException;
import dev.videogen.core.testing.RecordedTime;
import dev.videogen.testkit.Endpoint;
import dev.videogen.testkit.NanoBananaErrors;
import dev.videogen.testkit.NanoBananaServer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Answers to which something was added, or from which something is missing. */
class LeniencyTest {
  private static final JsonAdapter<Map<String, Object>> JSON =
      new Moshi.Builder()
          .build()
          .<Map<String, Object>>adapter(
              Types.newParameterizedType(Map.class, String.class, Object.class))
          .serializeNulls();

  private final NanoBananaServer server = NanoBananaServer.start();
  private final NanoBananaClient client =
      NanoBananaClient.builder()
          .apiKey(server.key())
          .baseUrl(server.url())
          .backoff(policy -> policy.withMaxAttempts(1))
          .time(new RecordedTime())
          .build();

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  /** The document with a field more, and with each field but the named ones missing, or null. */
  private static List<String> variants(String document, String... required) throws Exception {
    List<String> variants = new ArrayList<>();
    Map<String, Object> whole = JSON.fromJson(document);
    vary(whole, whole, List.of(required), variants);
    return variants;
  }

  @SuppressWarnings("unchecked")
  private static void vary(
      Map<String, Object> root, Map<String, Object> at, List<String> required, List<String> to) {
    change(root, at, map -> map.put("new_field", Map.of("a", List.of(1))), to);
    for (String name : List.copyOf(at.keySet())) {
      if (!required.contains(name)) {
        change(root, at, map -> map.remove(name), to);
        change(root, at, map -> map.put(name, null), to);
      }
      if (at.get(name) instanceof Map<?, ?> nested) {
        vary(root, (Map<String, Object>) nested, required, to);
      }
    }
  }

  private static void change(
      Map<String, Object> root,
      Map<String, Object> at,
      Consumer<Map<String, Object>> change,
      List<String> to) {
    Map<String, Object> before = new LinkedHashMap<>(at);
    change.accept(at);
    to.add(JSON.toJson(root));
    at.clear();
    at.putAll(before);
  }

  @Test
  void aGenerationIsReadAllTheSame() throws Exception {
    for (String body :
        variants(
            """
            {"success": true, "video_id": "v", "video_url": "https://v", "thumbnail_url": "t",
             "credits_used": 7, "rate_limit": {"count": 1, "limit": 30, "remaining": 29,
             "reset_in_seconds": 1800, "reset_at": "2026-05-05T18:30:00Z"}}
            """,
            "video_url")) {
      server.onTextToVideo().respond(new MockResponse.Builder().body(body).build());
      assertThatCode(() -> Mode.BLOCKING.textToVideo(client.api()))
          .as(body)
          .doesNotThrowAnyException();
    }
  }

  @Test
  void aStatusIsReadAllTheSame() throws Exception {
    for (String body :
        variants(
            """
            {"success": true, "video": {"id": "v", "status": "upscaled", "title": "t",
             "description": "d", "mode": "audio-to-video", "resolution": "9k",
             "duration_seconds": 5, "output_url": "o", "thumbnail_url": "t", "credits_used": 7,
             "created_at": "2026-05-05T16:00:00Z", "updated_at": "2026-05-05T16:00:07Z",
             "processing_started_at": "x", "processing_completed_at": "y"}}
            """,
            "video",
            "status")) {
      server.onVideoStatus().respond(new MockResponse.Builder().body(body).build());
      assertThatCode(() -> Mode.BLOCKING.videoStatus(client.api(), "v"))
          .as(body)
          .doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @EnumSource(NanoBananaErrors.class)
  void anErrorIsReadAllTheSame(NanoBananaErrors error) throws Exception {
    Endpoint endpoint = error.endpoints().iterator().next();
    for (String body : variants(error.body(), "error")) {
      server.on(endpoint).respond(error.fixture().withBody(body));
      ApiException failure =
          catchThrowableOfType(
              ApiException.class, () -> Mode.BLOCKING.call(client.api(), endpoint.id()));
      assertThat(failure).as(body).isNotInstanceOf(UnreadableResponseException.class);
      assertThat(failure.status()).isEqualTo(error.status());
      if (error.status() != 500) {
        assertThat(NanoBananaErrorCode.of(failure).name()).isEqualTo(error.code());
      }
    }
  }
}
