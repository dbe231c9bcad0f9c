package dev.videogen.nanobanana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.videogen.core.ApiResponse;
import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.Charge;
import dev.videogen.core.errors.OutcomeUnknownException;
import dev.videogen.core.errors.PaymentException;
import dev.videogen.core.testing.RecordedTime;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes that go out, and what becomes of those that come back. */
class WireTest {
  private static final String GENERATED =
      """
      {
        "success": true,
        "video_id": "vid_a1b2c3d4e5f6",
        "video_url": "https://cdn.nanobananavideo.com/videos/vid_a1b2c3.mp4",
        "thumbnail_url": "https://cdn.nanobananavideo.com/thumbs/vid_a1b2c3.jpg",
        "credits_used": 7,
        "rate_limit": {
          "count": 1,
          "limit": 30,
          "remaining": 29,
          "reset_in_seconds": 1800,
          "reset_at": "2026-05-05T18:30:00Z"
        }
      }
      """;
  static final String STATUS =
      """
      {
        "success": true,
        "video": {
          "id": "vid_a1b2c3d4e5f6",
          "status": "completed",
          "title": "Text to Video",
          "description": "A cinematic aerial shot of a golden beach at sunset",
          "mode": "text-to-video",
          "resolution": "1080p",
          "duration_seconds": 5,
          "output_url": "https://cdn.nanobananavideo.com/videos/vid_a1b2c3.mp4",
          "thumbnail_url": "https://cdn.nanobananavideo.com/thumbs/vid_a1b2c3.jpg",
          "credits_used": 7,
          "created_at": "2026-05-05T16:00:00Z",
          "updated_at": "2026-05-05T16:00:07Z",
          "processing_started_at": "2026-05-05T16:00:01Z",
          "processing_completed_at": "2026-05-05T16:00:07Z"
        }
      }
      """;

  @StartStop private final MockWebServer server = new MockWebServer();
  private NanoBananaClient client;

  @BeforeEach
  void build() {
    client =
        NanoBananaClient.builder()
            .apiKey("nb_test")
            .baseUrl(server.url("/api/v1/"))
            .time(new RecordedTime())
            .build();
  }

  @AfterEach
  void close() {
    client.close();
  }

  private void answer(String body) {
    server.enqueue(new MockResponse.Builder().body(body).build());
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void textToVideoSendsTheDocumentedBody(Mode mode) throws Exception {
    answer(GENERATED);
    mode.textToVideo(
        client.api(),
        TextToVideoRequest.builder(
                "A street food vendor at a bustling night market, steam rising, colorful lanterns")
            .model(VideoModel.SEEDANCE_2)
            .resolution(Resolution.R720P)
            .durationSeconds(5)
            .aspectRatio(AspectRatio.RATIO_16_9)
            .motionIntensity(MotionIntensity.MEDIUM)
            .build());

    RecordedRequest request = server.takeRequest();
    assertThat(request.getRequestLine()).isEqualTo("POST /api/v1/text-to-video.php HTTP/1.1");
    assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer nb_test");
    assertThat(request.getHeaders().get("Content-Type")).startsWith("application/json");
    assertThat(request.getBody().utf8())
        .isEqualTo(
            """
            {"prompt":"A street food vendor at a bustling night market, steam rising, colorful lanterns",\
            "video_model":"seedance2","resolution":"720p","duration":5,"aspect_ratio":"16:9",\
            "motion_intensity":"medium"}\
            """);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void imageToVideoSendsTheDocumentedBody(Mode mode) throws Exception {
    answer(GENERATED);
    ImageToVideoRequest request =
        ImageToVideoRequest.builder("https://example.com/my-product-photo.jpg")
            .prompt("Product rotates slowly on a reflective white surface with soft shadows")
            .model(VideoModel.SEEDANCE_2)
            .resolution(Resolution.R720P)
            .durationSeconds(6)
            .aspectRatio("1:1")
            .motionIntensity(MotionIntensity.LOW)
            .build();
    if (mode == Mode.BLOCKING) {
      client.api().imageToVideo(request).execute();
    } else {
      client.api().imageToVideo(request).executeAsync().get();
    }

    RecordedRequest recorded = server.takeRequest();
    assertThat(recorded.getRequestLine()).isEqualTo("POST /api/v1/image-to-video.php HTTP/1.1");
    assertThat(recorded.getBody().utf8())
        .isEqualTo(
            """
            {"image_url":"https://example.com/my-product-photo.jpg",\
            "prompt":"Product rotates slowly on a reflective white surface with soft shadows",\
            "video_model":"seedance2","resolution":"720p","duration":6,"aspect_ratio":"1:1",\
            "motion_intensity":"low"}\
            """);
  }

  @Test
  void whatIsUnsetIsAbsentAndTextIsUtf8() throws Exception {
    answer(GENERATED);
    answer(GENERATED);
    client.api().textToVideo(TextToVideoRequest.builder("Crédits 💪 \"x\"").build()).execute();
    client.api().imageToVideo(ImageToVideoRequest.builder("https://e.com/a.png").build()).execute();

    assertThat(server.takeRequest().getBody().utf8())
        .isEqualTo(
            """
            {"prompt":"Crédits 💪 \\"x\\""}\
            """);
    assertThat(server.takeRequest().getBody().utf8())
        .isEqualTo(
            """
            {"image_url":"https://e.com/a.png"}\
            """);
  }

  @Test
  void valuesThatNobodyDocumentedPassThrough() throws Exception {
    answer(GENERATED);
    client
        .api()
        .textToVideo(
            TextToVideoRequest.builder("x")
                .model(new VideoModel("veo9"))
                .resolution(new Resolution("8k"))
                .aspectRatio("4:5")
                .durationSeconds(99)
                .motionIntensity(new MotionIntensity("wild"))
                .build())
        .execute();

    assertThat(server.takeRequest().getBody().utf8())
        .isEqualTo(
            """
            {"prompt":"x","video_model":"veo9","resolution":"8k","duration":99,\
            "aspect_ratio":"4:5","motion_intensity":"wild"}\
            """);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void theDocumentedAnswerIsReadWhole(Mode mode) throws Exception {
    answer(GENERATED);
    GeneratedVideo video = mode.textToVideo(client.api());

    assertThat(video.videoId()).isEqualTo("vid_a1b2c3d4e5f6");
    assertThat(video.videoUrl()).isEqualTo("https://cdn.nanobananavideo.com/videos/vid_a1b2c3.mp4");
    assertThat(video.thumbnailUrl())
        .isEqualTo("https://cdn.nanobananavideo.com/thumbs/vid_a1b2c3.jpg");
    assertThat(video.creditsUsed()).isEqualTo(7);
    assertThat(video.rateLimit().count()).isEqualTo(1);
    assertThat(video.rateLimit().limit()).isEqualTo(30);
    assertThat(video.rateLimit().remaining()).isEqualTo(29);
    assertThat(video.rateLimit().resetIn()).isEqualTo(Duration.ofMinutes(30));
    assertThat(video.rateLimit().resetAt()).isEqualTo(Instant.parse("2026-05-05T18:30:00Z"));
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void theStatusIsReadWhole(Mode mode) throws Exception {
    answer(STATUS);
    Video video = mode.videoStatus(client.api(), "vid_a1b2c3d4");

    assertThat(server.takeRequest().getRequestLine())
        .isEqualTo("GET /api/v1/video-status.php?video_id=vid_a1b2c3d4 HTTP/1.1");
    assertThat(video)
        .isEqualTo(
            new Video(
                "vid_a1b2c3d4e5f6",
                VideoStatus.COMPLETED,
                "Text to Video",
                "A cinematic aerial shot of a golden beach at sunset",
                "text-to-video",
                Resolution.R1080P,
                5,
                "https://cdn.nanobananavideo.com/videos/vid_a1b2c3.mp4",
                "https://cdn.nanobananavideo.com/thumbs/vid_a1b2c3.jpg",
                7,
                null,
                Instant.parse("2026-05-05T16:00:00Z"),
                Instant.parse("2026-05-05T16:00:07Z"),
                Instant.parse("2026-05-05T16:00:01Z"),
                Instant.parse("2026-05-05T16:00:07Z")));
    assertThat(video.toString()).doesNotContain("beach");
  }

  @Test
  void anIdIsEncoded() throws Exception {
    answer(STATUS);
    client.api().videoStatus("a b&c=é").execute();
    assertThat(server.takeRequest().getTarget())
        .isEqualTo("/api/v1/video-status.php?video_id=a%20b%26c%3D%C3%A9");
  }

  @ParameterizedTest
  @CsvSource({"123, 123", "9007199254740993123, 9007199254740993123", "'\"vid_x\"', vid_x"})
  void anIdThatIsANumberKeepsItsDigits(String json, String id) throws Exception {
    answer(
        """
        {"success": true, "video_id": %s, "video_url": "https://v"}
        """
            .formatted(json));
    assertThat(Mode.BLOCKING.textToVideo(client.api()).videoId()).isEqualTo(id);
  }

  @Test
  void theOlderFlatStatusIsReadToo() throws Exception {
    answer(
        """
        {"success": true, "video_id": 7, "status": "queued", "video_url": "https://v",
         "error": "none"}
        """);
    Video video = client.api().videoStatus("7").execute();

    assertThat(video.id()).isEqualTo("7");
    assertThat(video.status()).isEqualTo(VideoStatus.PENDING);
    assertThat(video.outputUrl()).isEqualTo("https://v");
    assertThat(video.error()).isEqualTo("none");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-06-22 19:18:54",
        "2026-06-22T19:18:54Z",
        "2026-06-22T21:18:54+02:00",
        "2026-06-22T19:18:54"
      })
  void datesAreReadInEachForm(String text) throws Exception {
    answer(
        """
        {"success": true, "video": {"status": "pending", "created_at": "%s"}}
        """
            .formatted(text));
    assertThat(client.api().videoStatus("7").execute().createdAt())
        .isEqualTo(Instant.parse("2026-06-22T19:18:54Z"));
  }

  @Test
  void aMalformedDetailLosesNothingThatWasPaidFor() throws Exception {
    answer(
        """
        {"success": 1, "video_id": {}, "video_url": "https://v", "thumbnail_url": [],
         "credits_used": "many", "rate_limit": 7}
        """);
    GeneratedVideo video = Mode.BLOCKING.textToVideo(client.api());

    assertThat(video).isEqualTo(new GeneratedVideo(null, "https://v", null, null, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"archived", "PENDING", "?"})
  void anUnknownStatusIsKeptAndNotTheEnd(String status) throws Exception {
    answer(
        """
        {"success": true, "video": {"status": "%s"}}
        """
            .formatted(status));
    assertThat(client.api().videoStatus("7").execute().status().isTerminal()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aSuccessWithoutAVideoLeavesTheOutcomeUnknown(Mode mode) {
    answer(
        """
        {"success": true, "video_id": "vid_1", "status": "processing"}
        """);
    ApiException failure =
        catchThrowableOfType(ApiException.class, () -> mode.textToVideo(client.api()));

    assertThat(failure)
        .isInstanceOf(OutcomeUnknownException.class)
        .hasMessageContaining("video_url is missing");
    assertThat(failure.charge()).isEqualTo(Charge.CERTAIN);
    assertThat(failure.body()).contains("vid_1");
  }

  private static Stream<Arguments> unusable() {
    String failed =
        """
        {"success": %s, "error": "upstream died", "video_url": "https://v"}
        """;
    String url =
        """
        {"success": "yes", "video_url": %s}
        """;
    return Stream.of(
            Arguments.of(url.formatted("42"), "$.video_url is not an http or https URL"),
            Arguments.of(url.formatted("'not a url'"), "$.video_url is not an http or https URL"),
            Arguments.of(url.formatted("'/v.mp4'"), "$.video_url is not an http or https URL"),
            Arguments.of(url.formatted("' '"), "$.video_url is not an http or https URL"),
            Arguments.of(url.formatted("null"), "$.video_url is missing"),
            Arguments.of(failed.formatted("'false'"), "$.success is false"),
            Arguments.of(failed.formatted("false"), "$.success is false"),
            Arguments.of(failed.formatted("0"), "$.success is false"))
        .flatMap(
            each ->
                Stream.of(Mode.values())
                    .map(mode -> Arguments.of(each.get()[0], each.get()[1], mode)));
  }

  @ParameterizedTest
  @MethodSource("unusable")
  void aSuccessWithoutAUsableVideoLeavesTheOutcomeUnknown(String quoted, String why, Mode mode) {
    String body = quoted.replace('\'', '"');
    answer(body);
    ApiException failure =
        catchThrowableOfType(ApiException.class, () -> mode.textToVideo(client.api()));

    assertThat(failure).isInstanceOf(OutcomeUnknownException.class);
    assertThat(failure.charge()).isNotEqualTo(Charge.NONE);
    assertThat(failure.body()).isEqualTo(body);
    assertThat(failure.getCause()).hasMessage(why);
  }

  @Test
  void aVideoIsASuccessThoughNothingSaysSo() throws Exception {
    answer(
        """
        {"video_url": "https://v"}
        """);
    assertThat(Mode.BLOCKING.textToVideo(client.api()).videoUrl()).isEqualTo("https://v");
  }

  @Test
  void aStatusWithoutAUsableUrlHasNone() throws Exception {
    answer(
        """
        {"video": {"status": "completed", "output_url": "soon"}}
        """);
    assertThat(client.api().videoStatus("7").execute().outputUrl()).isNull();
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aSuccessThatSaysItFailedIsAFailure(Mode mode) {
    String body =
        """
        {"success": false, "error": "Crédits insuffisants"}
        """;
    answer(body);
    answer(body);
    ApiException bought =
        catchThrowableOfType(ApiException.class, () -> mode.textToVideo(client.api()));
    assertThat(bought).isInstanceOf(OutcomeUnknownException.class);
    assertThat(bought.charge()).isEqualTo(Charge.POSSIBLE);
    assertThat(NanoBananaErrorCode.of(bought)).isEqualTo(NanoBananaErrorCode.CREDITS_EXHAUSTED);
    ApiException read =
        catchThrowableOfType(ApiException.class, () -> mode.videoStatus(client.api(), "7"));
    assertThat(read).isInstanceOf(PaymentException.class);
  }

  @Test
  void theRateLimitOfHeadersAndBodyIsOneValue() throws Exception {
    server.enqueue(
        new MockResponse.Builder()
            .body(
                """
                {"success": true, "video_url": "https://v",
                 "rate_limit": {"count": 13, "reset_at": "2026-06-22 19:18:54"}}
                """)
            .addHeader("X-RateLimit-Limit", "30")
            .addHeader("X-RateLimit-Remaining", "17")
            .addHeader("X-RateLimit-Reset", "1746463200")
            .build());
    ApiResponse<GeneratedVideo> response =
        client.api().textToVideo(TextToVideoRequest.builder("x").build()).executeForResponse();

    assertThat(response.rateLimit().limit()).isEqualTo(30);
    assertThat(response.rateLimit().remaining()).isEqualTo(17);
    assertThat(response.rateLimit().count()).isEqualTo(13);
    assertThat(response.rateLimit().resetAt()).isEqualTo(Instant.parse("2026-06-22T19:18:54Z"));
  }
}
