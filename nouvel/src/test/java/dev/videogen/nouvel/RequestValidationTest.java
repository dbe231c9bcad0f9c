package dev.videogen.nouvel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.videogen.core.poll.PollSchedule;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RequestValidationTest {
  private static final String URL = "https://example.com/p";

  private static Arguments refusal(String message, ThrowingCallable call) {
    return Arguments.of(message, call);
  }

  static Stream<Arguments> refusals() {
    String instructions = "x".repeat(2001);
    String title = "😀".repeat(301);
    return Stream.of(
        refusal("urls: 0 URLs, must be 1 to 3", () -> GenerateRequest.of()),
        refusal("urls: 4 URLs, must be 1 to 3", () -> GenerateRequest.of(URL, URL, URL, URL)),
        refusal(
            "urls[1]: \"ftp://example.com\", must be a valid http or https URL",
            () -> GenerateRequest.of(URL, "ftp://example.com")),
        refusal(
            "urls[0]: \"example.com/p\", must be a valid http or https URL",
            () -> GenerateRequest.of("example.com/p")),
        refusal(
            "variantCount: 0, must be 1 to 3",
            () -> GenerateRequest.builder(URL).variantCount(0).build()),
        refusal(
            "variantCount: 4, must be 1 to 3",
            () -> GenerateRequest.builder(URL).variantCount(4).build()),
        refusal(
            "webhookUrl: \"http://example.com/hook\", must be a valid https URL",
            () -> GenerateRequest.builder(URL).webhookUrl("http://example.com/hook").build()),
        refusal(
            "userInstructions: 2001 characters, at most 2000",
            () -> GenerateRequest.builder(URL).userInstructions(instructions).build()),
        refusal(
            "variantCount: 9, must be 1 to 3",
            () ->
                new GenerateRequest(
                    List.of(URL),
                    9,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null)),
        refusal("platforms: none, at least 1 is required", () -> PublishRequest.now("project")),
        refusal(
            "projectId: \" \", it is required",
            () -> PublishRequest.now(" ", PublishTarget.tiktok("a", null))),
        refusal("accountId: \"\", it is required", () -> PublishTarget.tiktok("", null)),
        refusal(
            "platformSettings.boardId: missing, it is required",
            () -> PublishTarget.of(Platform.PINTEREST, "a", null)),
        refusal(
            "platformSettings.boardId: \" \", it is required",
            () -> PublishTarget.pinterest("a", null, " ")),
        refusal(
            "platformSettings.title: 301 characters, at most 300",
            () -> PublishTarget.reddit("a", null, title, "s")),
        refusal(
            "platformSettings.subreddit: missing, it is required",
            () -> new PublishTarget(new Platform("reddit"), "a", null, Map.of("title", "t"))),
        refusal("messages: none, at least 1 is required", () -> ChatRequest.of()),
        refusal("urls: 0 URLs, must be 1 to 3", () -> GenerateRequest.of((String[]) null)),
        refusal(
            "urls: 0 URLs, must be 1 to 3",
            () -> GenerateRequest.builder((List<String>) null).build()),
        refusal(
            "urls[1]: missing, must be a valid http or https URL",
            () -> GenerateRequest.of(URL, null)),
        refusal(
            "variantCount: missing, must be 1 to 3",
            () ->
                new GenerateRequest(
                    List.of(URL),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null)),
        refusal(
            "aspectRatio: missing, it is required",
            () -> GenerateRequest.builder(URL).aspectRatio(new AspectRatio(null)).build()),
        refusal(
            "scriptStyle: \" \", it is required",
            () -> GenerateRequest.builder(URL).scriptStyle(new ScriptStyle(" ")).build()),
        refusal(
            "contentType: missing, it is required",
            () -> GenerateRequest.builder(URL).contentType(new ContentType(null)).build()),
        refusal(
            "projectId: missing, it is required",
            () -> PublishRequest.now(null, PublishTarget.tiktok("a", null))),
        refusal(
            "platforms: none, at least 1 is required",
            () -> PublishRequest.now("p", (PublishTarget[]) null)),
        refusal(
            "platforms[0]: missing, it is required",
            () -> PublishRequest.now("p", (PublishTarget) null)),
        refusal(
            "platforms[1]: missing, it is required",
            () -> PublishRequest.builder("p").to(PublishTarget.tiktok("a", null)).to(null).build()),
        refusal(
            "scheduledAt: missing, it is required",
            () -> PublishRequest.builder("p").scheduledAt((Instant) null)),
        refusal(
            "scheduledAt: missing, it is required",
            () -> PublishRequest.builder("p").scheduledAt((OffsetDateTime) null)),
        refusal("platform: missing, it is required", () -> PublishTarget.of(null, "a", null)),
        refusal(
            "platform: missing, it is required",
            () -> PublishTarget.of(new Platform(null), "a", null)),
        refusal("accountId: missing, it is required", () -> PublishTarget.tiktok(null, null)),
        refusal(
            "platformSettings: a name: missing, it is required",
            () ->
                new PublishTarget(Platform.TIKTOK, "a", null, Collections.singletonMap(null, "x"))),
        refusal(
            "messages: none, at least 1 is required", () -> ChatRequest.of((ChatMessage[]) null)),
        refusal(
            "messages[1]: missing, it is required",
            () -> ChatRequest.of(ChatMessage.user("a"), null)),
        refusal("content: missing, it is required", () -> ChatRequest.ask(null)),
        refusal("role: missing, it is required", () -> new ChatMessage(null, "a")),
        refusal("delays: PT0S, must be positive", () -> PollSchedule.of(Duration.ZERO)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void whatIsCertainToBeRefusedIsRefusedHere(String message, ThrowingCallable call) {
    assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
  }

  @Test
  void whatIsNotCertainPassesThrough() {
    GenerateRequest request =
        GenerateRequest.builder(URL)
            .userInstructions("😀".repeat(2000))
            .adDuration(7)
            .aspectRatio(new AspectRatio("4:5"))
            .webhookUrl("https://10.0.0.1/hook")
            .build();
    assertThat(request.videoCount()).isEqualTo(1);
    assertThat(PublishTarget.reddit("a", null, "😀".repeat(300), "s").platformSettings())
        .containsKeys("title", "subreddit");
    assertThat(PublishTarget.of(new Platform("mastodon"), "a", "c").platform().value())
        .isEqualTo("mastodon");
  }

  @ParameterizedTest
  @EnumSource
  void blankIdIsRefusedBeforeAnythingIsSent(Mode mode) throws Exception {
    try (FakeService service = new FakeService();
        NouvelClient client = service.client()) {
      NouvelApi api = client.api();
      assertRefused("jobId", () -> mode.run(api.job("")));
      assertRefused("jobId", () -> mode.run(api.job(" ")));
      assertRefused("projectId", () -> mode.run(api.project("")));
      assertRefused("postId", () -> mode.run(api.publication("")));
      assertThat(service.requests()).isZero();
    }
  }

  private static void assertRefused(String field, ThrowingCallable call) {
    assertThatIllegalArgumentException()
        .isThrownBy(call)
        .withMessage(field + ": missing or blank, it is required");
  }

  @Test
  void blankIdIsNotAwaited() throws IOException {
    try (FakeService service = new FakeService();
        NouvelClient client = service.client()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> client.awaitJob(" ").execute())
          .withMessage("jobId: \" \", it is required");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> client.awaitPublished("").executeAsync())
          .withMessage("postId: \"\", it is required");
    }
  }

  @Test
  void textsOfRequestsStayOutOfTheirDescription() {
    String secret = "SECRET-TEXT";
    assertThat(
            GenerateRequest.builder(URL)
                .overrideScript(secret)
                .userInstructions(secret)
                .targetAudience(secret)
                .build()
                .toString())
        .doesNotContain(secret);
    PublishTarget target = PublishTarget.youtube("a", secret, secret, secret);
    assertThat(target.toString()).doesNotContain(secret);
    assertThat(PublishRequest.now("p", target).toString()).doesNotContain(secret);
    assertThat(ChatRequest.ask(secret).toString()).doesNotContain(secret);
    assertThat(ChatMessage.user(secret).toString()).doesNotContain(secret);
  }
}
