package dev.videogen.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.videogen.testkit.TestClient.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import okhttp3.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The fakes and the fixtures against each other, by thousands of requests of every kind. */
class ContractTest {
  private static final int REQUESTS = 2000;

  /** Documented, and never the fake's own idea: a second wording, or trouble inside the service. */
  private static final Set<DocumentedError> ONLY_SCRIPTED =
      Set.of(
          NanoBananaErrors.AUTHORIZATION_MISSING_SHORT,
          NanoBananaErrors.PLAN_REQUIRED_SHORT,
          NanoBananaErrors.RATE_LIMITED,
          NanoBananaErrors.GENERATION_FAILED,
          NouvelErrors.TRIAL_OVER,
          NouvelErrors.NOT_YOURS,
          NouvelErrors.ORGANISATION_NOT_FOUND,
          NouvelErrors.INTERNAL_ERROR,
          NouvelErrors.PUBLISHING_FAILED);

  private final NanoBananaServer nanoBanana = NanoBananaServer.start();
  private final NouvelServer nouvel = NouvelServer.start();
  private final TestClient toNanoBanana = new TestClient(nanoBanana);
  private final TestClient toNouvel = new TestClient(nouvel);
  private final Set<DocumentedError> seen = new HashSet<>();
  private final Set<Endpoint> succeeded = EnumSet.noneOf(Endpoint.class);

  @AfterEach
  void stop() {
    toNanoBanana.close();
    toNouvel.close();
    nanoBanana.close();
    nouvel.close();
  }

  static Stream<DocumentedError> everyError() {
    return DocumentedError.all().stream();
  }

  @ParameterizedTest
  @MethodSource("everyError")
  void everyErrorCanBeScriptedWhereItIsDocumented(DocumentedError error) throws IOException {
    for (Endpoint endpoint : error.endpoints()) {
      TestClient client = endpoint.service().equals("nouvel") ? toNouvel : toNanoBanana;
      (client == toNouvel ? nouvel : nanoBanana).on(endpoint).respond(error);
      Reply reply =
          endpoint.method().equals("POST")
              ? client.post(SampleCalls.path(endpoint), SampleCalls.body(endpoint))
              : client.get(SampleCalls.path(endpoint));

      assertThat(reply.status()).isEqualTo(error.status());
      assertThat(reply.body()).isEqualTo(error.body());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void nouvelAnswersNothingThatIsNotDocumented(long seed) throws IOException {
    Random random = new Random(seed);
    nouvel.job().takesPolls(20); // Its project is first unfinished, and later there to publish.
    toNouvel.post("generate", SampleCalls.body(Endpoint.GENERATE));
    for (int i = 0; i < REQUESTS; i++) {
      if (random.nextInt(15) == 0) {
        changeNouvel(random);
      }
      nouvel.clock().advance(Duration.ofSeconds(random.nextInt(3)));
      Endpoint endpoint = pick(random, endpoints("nouvel"));
      check(endpoint, toNouvel.send(nouvelRequest(random, endpoint)), nouvel);
    }

    assertThat(succeeded).containsExactlyElementsOf(endpoints("nouvel"));
    assertThat(seen).containsExactlyInAnyOrderElementsOf(own("nouvel"));
    assertThat(nouvel.unmatched()).allMatch(it -> it.answered().equals("404 PATH_NOT_FOUND"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void nanoBananaAnswersNothingThatIsNotDocumented(long seed) throws IOException {
    Random random = new Random(seed);
    nanoBanana.addForeignVideo("vid_foreign");
    nanoBanana.addVideo("vid_walking", "pending", "processing", "completed", "failed");
    for (int i = 0; i < REQUESTS; i++) {
      if (random.nextInt(100) == 0) {
        nanoBanana.credits(random.nextInt(20));
        nanoBanana.generationTakes(Duration.ofSeconds(random.nextInt(60)));
        nanoBanana.fillRateWindow();
      }
      nanoBanana.clock().advance(Duration.ofSeconds(random.nextInt(60)));
      Endpoint endpoint = pick(random, endpoints("nanobanana"));
      check(endpoint, toNanoBanana.send(nanoBananaRequest(random, endpoint)), nanoBanana);
      if (nanoBanana.credits() < 7 && random.nextInt(20) == 0) {
        nanoBanana.credits(700);
      }
    }

    assertThat(succeeded).containsExactlyElementsOf(endpoints("nanobanana"));
    assertThat(seen).containsExactlyInAnyOrderElementsOf(own("nanobanana"));
    assertThat(nanoBanana.unmatched()).isEmpty();
  }

  @Test
  void webhookHasTheDocumentedFields() throws IOException {
    String job =
        (String)
            toNouvel
                .post(
                    "generate",
                    "{\"urls\":[\"https://a.example/p\"],\"webhookUrl\":\"https://b.example/\"}")
                .json()
                .get("jobId");
    String body = new String(nouvel.webhooks().bodyOf(job), StandardCharsets.UTF_8);

    assertThat(DocumentedShape.mismatches("webhook", Json.parseObject(body))).isEmpty();
  }

  @Test
  void olderShapesHaveTheirFields() throws IOException {
    nanoBanana.speak(LegacyFormat.values());

    Reply made = toNanoBanana.post("text-to-video.php", "{\"prompt\":\"A market\"}");
    Reply status = toNanoBanana.get("video-status.php?video_id=123");

    assertThat(DocumentedShape.mismatches("old textToVideo", made.json())).isEmpty();
    assertThat(DocumentedShape.mismatches("old videoStatus", status.json())).isEmpty();
  }

  @Test
  void shapesTellWhatDiffers() {
    assertThat(
            DocumentedShape.mismatches(
                "generate", Json.of("jobId", 7L, "status", "running", "extra", null)))
        .containsExactlyInAnyOrder(
            "generate.jobId: no string but 7",
            "generate.totalProjects: missing",
            "generate.extra: not documented");
    assertThat(DocumentedShape.mismatches("accounts", Json.of("accounts", List.of("a"))))
        .containsExactly("accounts.accounts[]: no object but a");
  }

  private void check(Endpoint endpoint, Reply reply, VideogenServer server) {
    List<ReceivedRequest> requests = server.requests();
    String request = requests.get(requests.size() - 1).inFull();
    assertThat(reply.headers().get("Content-Type")).as(request).isEqualTo("application/json");
    if (reply.status() == 200) {
      assertThat(DocumentedShape.mismatches(endpoint.id(), reply.json())).as(request).isEmpty();
      succeeded.add(endpoint);
      return;
    }
    DocumentedError error =
        DocumentedError.all().stream()
            .filter(it -> it.endpoints().contains(endpoint))
            .filter(it -> it.status() == reply.status())
            .filter(it -> withoutFigures(it.body()).equals(withoutFigures(reply.body())))
            .findFirst()
            .orElse(null);
    assertThat(error).as(request + "\n" + reply.body()).isNotNull();
    for (String header : error.headers().names()) {
      assertThat(reply.headers().get(header)).as(request + "\n" + header).isNotNull();
    }
    seen.add(error);
  }

  /** Figures and the shop's name are the case's own, all else is the fixture's. */
  private static String withoutFigures(String body) {
    return body.replaceAll("\\d+", "#")
        .replaceAll("[a-z.]+ is not a product", "# is not a product");
  }

  private static List<DocumentedError> own(String service) {
    return DocumentedError.all().stream()
        .filter(it -> it.service().equals(service) && !ONLY_SCRIPTED.contains(it))
        .toList();
  }

  private static List<Endpoint> endpoints(String service) {
    return Stream.of(Endpoint.values()).filter(it -> it.service().equals(service)).toList();
  }

  private void changeNouvel(Random random) {
    nouvel.quota(24 + random.nextInt(7), 30);
    switch (random.nextInt(5)) {
      case 0 -> nouvel.fillRateWindow(nouvel.key());
      case 1 -> nouvel.exhaustCopilot();
      case 2 -> nouvel.clock().advance(Duration.ofHours(9));
      case 3 -> nouvel.job().takesPolls(1 + random.nextInt(3)).fails();
      default -> nouvel.job().takesPolls(1);
    }
    nouvel.unsupportedShop("odd.example");
    for (String permission :
        List.of("generate", "projects:read", "publish", "analytics:read", "copilot:chat")) {
      nouvel.addKey("nvl_only_" + permission.replaceAll("\\W", ""), permission);
    }
  }

  private Request nouvelRequest(Random random, Endpoint endpoint) {
    String key =
        random.nextInt(4) > 0
            ? "Bearer " + nouvel.key()
            : pick(
                random,
                List.of(
                    "",
                    "Basic abc",
                    "Bearer nvl_unknown",
                    "Bearer sk_1",
                    "Bearer " + nouvel.keyWithoutPlan(),
                    "Bearer nvl_only_generate",
                    "Bearer nvl_only_projectsread",
                    "Bearer nvl_only_publish",
                    "Bearer nvl_only_analyticsread",
                    "Bearer nvl_only_copilotchat"));
    String path =
        random.nextInt(5) == 0
            ? endpoint.path().replace("{id}", "nowhere")
            : SampleCalls.path(endpoint);
    if (!path.contains("{") && random.nextInt(3) == 0) {
      path += pick(random, List.of("?page=2&limit=3", "?status=failed", "?page=x", "?platform=x"));
    }
    return request(random, toNouvel, endpoint, path, key, nouvelBody(random, endpoint));
  }

  private static String nouvelBody(Random random, Endpoint endpoint) {
    if (random.nextInt(3) == 0) {
      return SampleCalls.body(endpoint);
    }
    return switch (endpoint) {
      case GENERATE ->
          pick(
              random,
              List.of(
                  "not json",
                  "{}",
                  "{\"urls\":[]}",
                  "{\"urls\":[\"ftp://a.example/p\"]}",
                  "{\"urls\":[7]}",
                  "{\"urls\":[\"https://shop.example/\"]}",
                  "{\"urls\":[\"https://odd.example/p\"]}",
                  "{\"urls\":[\"https://a.example/p\"],\"variantCount\":4}",
                  "{\"urls\":[\"https://a.example/p\"],\"variantCount\":\"2\"}",
                  "{\"urls\":[\"https://a.example/p\"],\"webhookUrl\":\"https://10.1.1.1/\"}",
                  "{\"urls\":[\"https://a.example/p\"],\"webhookUrl\":\"https://b.example/\"}",
                  "{\"urls\":[\"https://a.example/p\"],\"aspectRatio\":\"1:1\",\"adDuration\":60,"
                      + "\"contentType\":\"organic\",\"variantCount\":3}"));
      case PUBLISH ->
          pick(
              random,
              List.of(
                  "[]",
                  "{}",
                  publish("nowhere", target("instagram", ""), ""),
                  publish(SampleCalls.PROJECT, "7", ""),
                  publish(SampleCalls.PROJECT, target("pinterest", ""), ""),
                  publish(SampleCalls.PROJECT, target("reddit", ""), ""),
                  publish(
                      SampleCalls.PROJECT,
                      target(
                          "reddit", ",\"platformSettings\":{\"title\":\"A\",\"subreddit\":\"b\"}"),
                      ""),
                  publish(
                      SampleCalls.PROJECT,
                      target("instagram", "").replace("6612f1a2b3c4d5e6f7890123", "other"),
                      ""),
                  publish(
                      SampleCalls.PROJECT,
                      target("instagram", ""),
                      ",\"scheduledAt\":\"2099-01-01T00:00:00Z\""),
                  publish(
                      SampleCalls.PROJECT,
                      target("instagram", ""),
                      ",\"scheduledAt\":\"yesterday\""),
                  publish("8d0f3c1e-0000-4000-8000-000000000002", target("instagram", ""), "")));
      case COPILOT_CHAT -> pick(random, List.of("", "{}", "{\"messages\":[]}"));
      default -> "";
    };
  }

  private static String publish(String project, String targets, String more) {
    return "{\"projectId\":\"" + project + "\",\"platforms\":[" + targets + "]" + more + "}";
  }

  private static String target(String platform, String more) {
    return "{\"platform\":\""
        + platform
        + "\",\"accountId\":\"6612f1a2b3c4d5e6f7890123\""
        + more
        + "}";
  }

  private Request nanoBananaRequest(Random random, Endpoint endpoint) {
    String key =
        random.nextInt(4) > 0
            ? "Bearer " + nanoBanana.key()
            : pick(
                random,
                List.of(
                    "",
                    "Basic abc",
                    "Bearer nb_unknown",
                    "Bearer sk_1",
                    "Bearer " + nanoBanana.keyWithoutPlan()));
    String path = SampleCalls.path(endpoint);
    String body = SampleCalls.body(endpoint);
    if (endpoint == Endpoint.VIDEO_STATUS) {
      path =
          endpoint.path()
              + pick(
                  random,
                  List.of(
                      "",
                      "?video_id=",
                      "?video_id=nowhere",
                      "?video_id=vid_foreign",
                      "?video_id=vid_walking",
                      "?video_id=" + SampleCalls.VIDEO));
    } else if (random.nextInt(2) == 0) {
      body =
          pick(
              random,
              List.of(
                  "not json",
                  "{}",
                  "{\"prompt\":7,\"image_url\":7}",
                  "{\"prompt\":\"" + "x".repeat(2001) + "\",\"image_url\":\"https://a.example/\"}",
                  "{\"prompt\":\"A\",\"image_url\":\"http://a.example/\"}",
                  "{\"prompt\":\"A\",\"image_url\":\"https://a.example/b.jpg\",\"duration\":8,"
                      + "\"resolution\":\"1080p\",\"video_model\":\"veo3\"}"));
    }
    return request(random, toNanoBanana, endpoint, path, key, body);
  }

  private static Request request(
      Random random, TestClient client, Endpoint endpoint, String path, String key, String body) {
    Request.Builder request = client.request(path).removeHeader("Authorization");
    if (!key.isEmpty()) {
      request.header("Authorization", key);
    }
    boolean post = endpoint.method().equals("POST") != (random.nextInt(25) == 0);
    return post ? request.post(TestClient.body(body)).build() : request.method("GET", null).build();
  }

  private static <T> T pick(Random random, List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
