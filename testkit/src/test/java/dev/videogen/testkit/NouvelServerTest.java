package dev.videogen.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.videogen.testkit.TestClient.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NouvelServerTest {
  private static final String SMALLEST =
      "{\"urls\": [\"https://example.com/products/protein-powder\"], \"variantCount\": 1}";
  private static final String THREE =
      "{\"urls\": [\"https://example.com/products/protein-powder\"], \"variantCount\": 3}";

  private final NouvelServer server = NouvelServer.start();
  private final TestClient client = new TestClient(server);

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void generateAnswersAsDocumented() throws IOException {
    Reply reply = client.post("generate", SMALLEST);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body())
        .isEqualTo(
            "{\"jobId\":\"550e8400-e29b-41d4-a716-446655440000\",\"totalProjects\":1,"
                + "\"status\":\"running\"}");
    assertThat(reply.headers().get("X-RateLimit-Limit")).isEqualTo("60");
    assertThat(reply.headers().get("X-RateLimit-Remaining")).isEqualTo("59");
    assertThat(reply.headers().get("X-RateLimit-Reset"))
        .isEqualTo(Long.toString(server.clock().now().getEpochSecond() + 60));
    assertThat(server.charges()).isEqualTo(1);
  }

  @Test
  void jobWalksThroughEveryStageAndCompletes() throws IOException {
    String job = start(SMALLEST);

    List<String> walk = new ArrayList<>();
    List<Long> progress = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Map<String, Object> poll = poll(job);
      walk.add(poll.get("status") + "/" + poll.get("stage"));
      progress.add((Long) poll.get("overallProgress"));
    }

    assertThat(walk)
        .containsExactly(
            "pending/preparing",
            "running/preparing",
            "running/video",
            "running/audio",
            "running/lip_sync",
            "running/stitching",
            "completed/stitching",
            "completed/stitching");
    assertThat(progress).isSorted().startsWith(0L, 16L).endsWith(83L, 100L, 100L);
  }

  @Test
  void partialJobHasDoneAndFailedVideos() throws IOException {
    server.job().takesPolls(1).partially(1, 3);

    Map<String, Object> poll = poll(start(THREE));

    assertThat(poll)
        .containsEntry("status", "partial")
        .containsEntry("overallProgress", 100L)
        .containsEntry("totalProjects", 3L)
        .containsEntry("completedProjects", 1L)
        .containsEntry("failedProjects", 2L);
    List<?> details = (List<?>) poll.get("completedDetails");
    assertThat(details).hasSize(3);
    Map<String, Object> done = Json.object(details.get(0));
    assertThat(done)
        .containsEntry("status", "completed")
        .containsEntry("url", "https://example.com/products/protein-powder")
        .containsEntry("durationSeconds", 15L)
        .containsEntry("aspectRatio", "9:16");
    assertThat((String) done.get("finalOutputUrl"))
        .startsWith(server.media().url("videos/").toString());
    assertThat(Json.object(details.get(1)))
        .containsEntry("status", "failed")
        .containsEntry("finalOutputUrl", null)
        .containsEntry("sceneCount", 0L);
  }

  @Test
  void jobsEndAsTheyAreTold() throws IOException {
    server.job().takesPolls(2).fails();
    server.job().takesPolls(2).isCancelled();
    server.job().neverEnds();
    String failing = start(SMALLEST);
    String cancelled = start(SMALLEST);
    String endless = start(SMALLEST);
    poll(failing);
    poll(cancelled);

    assertThat(poll(failing)).containsEntry("status", "failed").containsEntry("failedProjects", 1L);
    assertThat(poll(cancelled))
        .containsEntry("status", "cancelled")
        .containsEntry("completedDetails", List.of());
    for (int i = 0; i < 50; i++) {
      assertThat(poll(endless).get("status")).isIn("pending", "running");
    }
    assertThat((Long) poll(endless).get("overallProgress")).isBetween(90L, 99L);
  }

  @Test
  void stagesCanBeChosen() throws IOException {
    server.job().stages("rendering", "muxing").takesPolls(4);
    String job = start(SMALLEST);

    List<Object> walk = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Map<String, Object> poll = poll(job);
      walk.add(poll.get("status") + "/" + poll.get("stage"));
    }

    assertThat(walk)
        .containsExactly(
            "pending/preparing", "running/rendering", "running/muxing", "completed/muxing");
  }

  @Test
  void scriptedSizeThatDoesNotFitIsToldAndFailsTheTest() throws IOException {
    server.job().partially(1, 3);

    Reply reply = client.post("generate", SMALLEST);

    assertThat(reply.body()).isEqualTo("testkit misused: job: scripted for 3 videos, asked for 1");
    assertThat(server.unmatched()).hasSize(1);
    assertThat(server.charges()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "generate | nonsense | INVALID_JSON",
        "generate | {} | URLS_INVALID",
        "generate | {\"urls\":[]} | URLS_INVALID",
        "generate | {\"urls\":[\"https://a.b/c\",\"https://a.b/c\",\"https://a.b/c\",\"https://a.b/c\"]} | URLS_INVALID",
        "generate | {\"urls\":[\"ftp://a.b/c\"]} | URL_NOT_HTTP",
        "generate | {\"urls\":[\"https://a.b/c\"],\"variantCount\":4} | VARIANT_COUNT_INVALID",
        "generate | {\"urls\":[\"https://a.b/c\"],\"variantCount\":\"1\"} | VARIANT_COUNT_INVALID",
        "generate | {\"urls\":[\"https://a.b/c\"],\"webhookUrl\":\"http://a.b/c\"} | WEBHOOK_URL_INVALID",
        "generate | {\"urls\":[\"https://a.b/c\"],\"webhookUrl\":\"https://172.20.0.1/c\"} | WEBHOOK_URL_INVALID",
        "generate | {\"urls\":[\"https://example.com/\"]} | NOT_A_PRODUCT",
        "generate | {\"urls\":[\"https://odd.shop/p\"]} | SHOP_UNSUPPORTED",
        "publish | nonsense | INVALID_JSON",
        "publish | {} | FIELD_MISSING",
        "publish | {\"projectId\":\"p\",\"platforms\":[]} | PUBLISH_INVALID",
        "publish | {\"projectId\":\"p\",\"platforms\":[{\"platform\":\"tiktok\",\"accountId\":\"x\"}]} | ACCOUNT_NOT_YOURS",
        "publish | {\"projectId\":\"p\",\"platforms\":[{\"platform\":\"tiktok\",\"accountId\":\"6612f1a2b3c4d5e6f7890456\"}]} | PROJECT_NOT_FOUND",
        "publish | {\"projectId\":\"p\",\"platforms\":[{\"platform\":\"pinterest\",\"accountId\":\"6612f1a2b3c4d5e6f7890456\"}]} | PUBLISH_INVALID",
        "copilot/chat | nonsense | INVALID_JSON",
        "copilot/chat | {\"messages\":[]} | COPILOT_INVALID",
      })
  void invalidRequestIsRefusedAndCostsNothing(String path, String body, NouvelErrors error)
      throws IOException {
    server.unsupportedShop("odd.shop");

    assertIs(client.post(path, body), error);
    assertThat(server.charges()).isZero();
    assertThat(server.quotaUsed()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "jobs/none, JOB_NOT_FOUND",
    "projects/none, PROJECT_NOT_FOUND",
    "publish/none, POST_NOT_FOUND"
  })
  void unknownIdIsNotFound(String path, NouvelErrors error) throws IOException {
    assertIs(client.get(path), error);
  }

  @Test
  void notAProductNamesTheHost() throws IOException {
    assertThat(client.post("generate", "{\"urls\":[\"https://shop.test\"]}").json())
        .containsEntry(
            "reason",
            "shop.test is not a product page. Paste a link to a product you want to advertise.");
  }

  @Test
  void keysAreRefusedAsDocumented() throws IOException {
    server.addKey("nvl_reader", "projects:read");
    server.addKey("nvl_gone", "generate");
    server.revokeKey("nvl_gone");

    assertIs(get("projects", null), NouvelErrors.API_KEY_UNRESOLVED);
    assertIs(get("projects", "Bearer nb_other"), NouvelErrors.API_KEY_UNRESOLVED);
    assertIs(get("projects", "Bearer nvl_gone"), NouvelErrors.API_KEY_UNRESOLVED);
    assertIs(get("projects", "Bearer " + server.keyWithoutPlan()), NouvelErrors.PLAN_WITHOUT_API);
    assertIs(get("accounts", "Bearer nvl_reader"), NouvelErrors.PERMISSION_ANALYTICS_READ);
    assertIs(get("publish/x", "Bearer nvl_reader"), NouvelErrors.PERMISSION_PUBLISH);
    assertThat(get("projects", "Bearer nvl_reader").status()).isEqualTo(200);
  }

  @Test
  void quotaCountsVideosAndEndsWithUsage() throws IOException {
    server.quota(96, 100);
    client.post("generate", THREE);

    Reply refused = client.post("generate", THREE);

    assertThat(server.quotaUsed()).isEqualTo(99);
    assertThat(refused.status()).isEqualTo(402);
    assertThat(refused.json()).containsEntry("usage", Map.of("used", 99L, "limit", 100L));
    assertThat(server.charges()).isEqualTo(1);
  }

  @Test
  void windowOf60RequestsSlides() throws IOException {
    server.fillRateWindow(server.key());
    server.clock().advance(Duration.ofSeconds(37));

    assertIs(client.get("projects"), NouvelErrors.RATE_LIMITED);

    server.clock().advance(Duration.ofSeconds(23));
    assertThat(client.get("projects").headers().get("X-RateLimit-Remaining")).isEqualTo("59");
  }

  @Test
  void projectsArePagedNewestFirst() throws IOException {
    server.job().takesPolls(1);
    poll(start(THREE));
    start(THREE);

    Map<String, Object> page = client.get("projects?page=2&limit=4").json();
    Map<String, Object> done = client.get("projects?status=completed").json();

    assertThat((List<?>) page.get("projects")).hasSize(2);
    assertThat(page.get("pagination"))
        .isEqualTo(
            Map.of("page", 2L, "limit", 4L, "total", 6L, "totalPages", 2L, "hasMore", false));
    assertThat((List<?>) done.get("projects"))
        .hasSize(3)
        .allSatisfy(
            it ->
                assertThat(Json.object(it))
                    .containsEntry("product_url", "https://example.com/products/protein-powder")
                    .containsEntry("target_duration_seconds", 15L));
  }

  @Test
  void projectOfAnotherTimeHasTheGivenStatus() throws IOException {
    String id = server.addProject("partial");

    List<?> partial = (List<?>) client.get("projects?status=partial").json().get("projects");

    assertThat(partial)
        .singleElement()
        .satisfies(it -> assertThat(Json.object(it)).containsEntry("id", id));
  }

  @Test
  void publishingFailsOnTheNamedPlatformAlone() throws IOException {
    String project = server.addProject("completed");
    server.failPublishingTo("tiktok");
    for (String platforms : List.of("tiktok", "instagram tiktok")) {
      String targets =
          Stream.of(platforms.split(" ", -1))
              .map(it -> "{\"platform\":\"" + it + "\",\"accountId\":\"6612f1a2b3c4d5e6f7890456\"}")
              .collect(Collectors.joining(","));
      Object post =
          client
              .post(
                  "publish", "{\"projectId\":\"" + project + "\",\"platforms\":[" + targets + "]}")
              .json()
              .get("postId");
      assertThat(client.get("publish/" + post).body()).doesNotContain("failed");

      Map<String, Object> settled = client.get("publish/" + post).json();

      assertThat(settled)
          .containsEntry("status", platforms.equals("tiktok") ? "failed" : "published");
      assertThat(settled.get("platforms").toString())
          .contains("platform=tiktok, status=failed")
          .doesNotContain("instagram, status=failed");
    }
  }

  @Test
  void projectShowsItsScenesAndCanBePublished() throws IOException {
    server.job().takesPolls(1);
    String job = start(SMALLEST);
    String project = projectOf(client.get("projects").json());
    assertIs(publish(project), NouvelErrors.PROJECT_NOT_PUBLISHABLE);
    poll(job);

    Map<String, Object> detail = client.get("projects/" + project).json();
    Reply published = publish(project);

    assertThat(Json.object(detail.get("project"))).containsEntry("id", project).containsKey("tone");
    assertThat((List<?>) detail.get("scenes")).hasSize(2);
    assertThat(published.body())
        .isEqualTo(
            "{\"postId\":\"6612f1a2b3c4d5e6f7891234\",\"status\":\"publishing\",\"platforms\":["
                + "{\"platform\":\"instagram\",\"status\":\"pending\"}]}");
    assertThat(client.get("publish/6612f1a2b3c4d5e6f7891234").json())
        .containsEntry("status", "publishing");
    assertThat(client.get("publish/6612f1a2b3c4d5e6f7891234").json())
        .containsEntry("status", "published");
  }

  @Test
  void accountsAndFiguresAreShown() throws IOException {
    assertThat((List<?>) client.get("accounts?platform=tiktok").json().get("accounts")).hasSize(1);
    Map<String, Object> last = client.get("analytics?page=5&limit=10").json();
    assertThat((List<?>) last.get("posts")).hasSize(5);
    assertThat(last.get("pagination")).isEqualTo(Map.of("page", 5L, "limit", 10L, "total", 45L));
    assertThat((List<?>) client.get("analytics?page=6&limit=10").json().get("posts")).isEmpty();
    assertThat(client.get("analytics/daily").json()).containsKey("summary");
    assertThat(client.get("analytics/followers").status()).isEqualTo(200);
  }

  @Test
  void copilotAnswersUntilTheDaysMessagesAreUsedUp() throws IOException {
    String message = "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    assertThat(client.post("copilot/chat", message).json())
        .containsEntry("model", "balanced")
        .containsKey("response");

    server.exhaustCopilot();
    assertThat(client.post("copilot/chat", message).json())
        .containsEntry("resetAt", "2026-05-06T00:00:00.000Z");

    server.clock().advance(Duration.ofHours(8));
    assertThat(client.post("copilot/chat", message).status()).isEqualTo(200);
  }

  private String start(String body) throws IOException {
    return (String) client.post("generate", body).json().get("jobId");
  }

  private Map<String, Object> poll(String job) throws IOException {
    server.clock().advance(Duration.ofSeconds(10));
    return client.get("jobs/" + job).json();
  }

  private static String projectOf(Map<String, Object> list) {
    Object first = ((List<?>) Objects.requireNonNull(list.get("projects"))).get(0);
    return (String) Json.object(first).get("id");
  }

  private Reply publish(String project) throws IOException {
    return client.post(
        "publish",
        "{\"projectId\":\""
            + project
            + "\",\"platforms\":[{\"platform\":\"instagram\","
            + "\"accountId\":\"6612f1a2b3c4d5e6f7890123\",\"caption\":\"💪\"}]}");
  }

  private Reply get(String path, String authorization) throws IOException {
    Request.Builder request = client.request(path).removeHeader("Authorization");
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    return client.send(request.build());
  }

  private static void assertIs(Reply reply, NouvelErrors error) {
    assertThat(reply.status()).isEqualTo(error.status());
    assertThat(reply.body()).isEqualTo(error.body());
  }
}
