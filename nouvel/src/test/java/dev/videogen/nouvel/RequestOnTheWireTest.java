package dev.videogen.nouvel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.videogen.core.ApiCall;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.stream.Stream;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RequestOnTheWireTest {
  private static final String ACCEPTED =
      """
      {"jobId": "clx8k9v2t0001qz8x7r4e5w6m", "totalProjects": 1, "status": "running"}\
      """;

  private FakeService service;
  private NouvelClient client;

  @BeforeEach
  void start() throws IOException {
    service = new FakeService();
    client = service.client();
  }

  @AfterEach
  void stop() {
    client.close();
    service.close();
  }

  private RecordedRequest posted(String path) throws InterruptedException {
    RecordedRequest request = service.taken();
    assertThat(request.getMethod()).isEqualTo("POST");
    assertThat(request.getTarget()).isEqualTo("/api/v1/" + path);
    assertThat(request.getHeaders().get("Content-Type")).startsWith("application/json");
    assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer " + FakeService.KEY);
    return request;
  }

  @Test
  void minimalOrderIsTheDocumentedOne() throws Exception {
    service.respond(ACCEPTED);
    client
        .api()
        .generate(GenerateRequest.of("https://example.com/products/protein-powder"))
        .execute();
    assertThat(posted("generate").getBody().utf8())
        .isEqualTo(
            """
            {"urls":["https://example.com/products/protein-powder"],"variantCount":1}\
            """);
  }

  @Test
  void orderWithEightFieldsIsTheDocumentedOne() throws Exception {
    service.respond(ACCEPTED);
    client
        .api()
        .generate(
            GenerateRequest.builder("https://example.com/products/protein-powder")
                .variantCount(2)
                .aspectRatio(AspectRatio.RATIO_9_16)
                .adDuration(30)
                .contentType(ContentType.AD)
                .scriptStyle(ScriptStyle.SOCIAL_PROOF)
                .userInstructions("Mention free shipping.")
                .webhookUrl("https://your-server.com/webhooks/nouvel")
                .build())
        .execute();
    assertThat(posted("generate").getBody().utf8())
        .isEqualTo(
            """
            {"urls":["https://example.com/products/protein-powder"],"variantCount":2,\
            "aspectRatio":"9:16","adDuration":30,"contentType":"ad",\
            "scriptStyle":"social_proof","userInstructions":"Mention free shipping.",\
            "webhookUrl":"https://your-server.com/webhooks/nouvel"}\
            """);
  }

  @Test
  void fullOrderHasAllFifteenFieldsInDocumentedOrder() throws Exception {
    service.respond(ACCEPTED);
    client
        .api()
        .generate(
            GenerateRequest.builder("https://a.example/p", "http://b.example/p")
                .webhookUrl("https://your-server.com/hook")
                .formatPreset("preset")
                .targetAudience("lifters 💪")
                .accent("québécois")
                .language("fr")
                .avatarImageUrl("https://a.example/face.png")
                .selectedActorId("actor-1")
                .userInstructions("Crédits, \"quoted\"")
                .overrideScript("Say this.")
                .scriptStyle(new ScriptStyle("brand_new"))
                .contentType(ContentType.ORGANIC)
                .adDuration(60)
                .aspectRatio(AspectRatio.RATIO_1_1)
                .variantCount(3)
                .build())
        .execute();
    assertThat(posted("generate").getBody().utf8())
        .isEqualTo(
            """
            {"urls":["https://a.example/p","http://b.example/p"],"variantCount":3,\
            "aspectRatio":"1:1","adDuration":60,"contentType":"organic",\
            "scriptStyle":"brand_new","overrideScript":"Say this.",\
            "userInstructions":"Crédits, \\"quoted\\"","selectedActorId":"actor-1",\
            "avatarImageUrl":"https://a.example/face.png","language":"fr",\
            "accent":"québécois","targetAudience":"lifters 💪","formatPreset":"preset",\
            "webhookUrl":"https://your-server.com/hook"}\
            """);
  }

  @Test
  void publishingIsTheDocumentedRequest() throws Exception {
    service.respond(
        """
        {"postId": "p", "status": "publishing", "platforms": []}\
        """);
    client
        .api()
        .publish(
            PublishRequest.now(
                "550e8400-e29b-41d4-a716-446655440000",
                PublishTarget.instagram(
                    "6612f1a2b3c4d5e6f7890123", "Check out our new protein powder! 💪"),
                PublishTarget.tiktok(
                    "6612f1a2b3c4d5e6f7890456",
                    "This changed my morning routine #fitness #protein")))
        .execute();
    assertThat(posted("publish").getBody().utf8())
        .isEqualTo(
            """
            {"projectId":"550e8400-e29b-41d4-a716-446655440000","platforms":[\
            {"platform":"instagram","accountId":"6612f1a2b3c4d5e6f7890123",\
            "caption":"Check out our new protein powder! 💪"},\
            {"platform":"tiktok","accountId":"6612f1a2b3c4d5e6f7890456",\
            "caption":"This changed my morning routine #fitness #protein"}]}\
            """);
  }

  @Test
  void platformSettingsAreNestedInTheirTarget() throws Exception {
    service.respond(
        """
        {"postId": "p"}\
        """);
    client
        .api()
        .publish(
            PublishRequest.builder("project")
                .to(PublishTarget.pinterest("a", "c", "9007199254740993"))
                .to(PublishTarget.reddit("b", null, "Title", "fitness"))
                .to(PublishTarget.youtube("d", "c", "T", "D"))
                .to(PublishTarget.youtube("d", "c"))
                .to(PublishTarget.facebook("e", "c"))
                .to(PublishTarget.linkedin("f", "c"))
                .to(PublishTarget.threads("g", "c"))
                .to(PublishTarget.twitter("h", "c"))
                .scheduledAt(OffsetDateTime.parse("2027-02-01T09:00+01:00"))
                .build())
        .execute();
    assertThat(posted("publish").getBody().utf8())
        .isEqualTo(
            """
            {"projectId":"project","platforms":[\
            {"platform":"pinterest","accountId":"a","caption":"c",\
            "platformSettings":{"boardId":"9007199254740993"}},\
            {"platform":"reddit","accountId":"b",\
            "platformSettings":{"title":"Title","subreddit":"fitness"}},\
            {"platform":"youtube","accountId":"d","caption":"c",\
            "platformSettings":{"title":"T","description":"D"}},\
            {"platform":"youtube","accountId":"d","caption":"c"},\
            {"platform":"facebook","accountId":"e","caption":"c"},\
            {"platform":"linkedin","accountId":"f","caption":"c"},\
            {"platform":"threads","accountId":"g","caption":"c"},\
            {"platform":"twitter","accountId":"h","caption":"c"}],\
            "scheduledAt":"2027-02-01T09:00:00+01:00"}\
            """);
  }

  @Test
  void momentIsScheduledInUtc() throws Exception {
    service.respond(
        """
        {"postId": "p"}\
        """);
    client
        .api()
        .publish(
            PublishRequest.builder("project")
                .to(PublishTarget.tiktok("a", null))
                .scheduledAt(Instant.parse("2027-02-01T08:00:00Z"))
                .build())
        .execute();
    assertThat(posted("publish").getBody().utf8())
        .endsWith(
            """
            "scheduledAt":"2027-02-01T08:00:00Z"}\
            """);
  }

  @Test
  void questionIsTheDocumentedRequest() throws Exception {
    service.respond(
        """
        {"response": "r", "model": "balanced"}\
        """);
    client
        .api()
        .chat(
            ChatRequest.ask(
                "Write me 3 Instagram captions for a protein powder targeting gym-goers"))
        .execute();
    assertThat(posted("copilot/chat").getBody().utf8())
        .isEqualTo(
            """
            {"messages":[{"role":"user",\
            "content":"Write me 3 Instagram captions for a protein powder targeting gym-goers"}]}\
            """);
  }

  @Test
  void conversationGoesOutWholeWithItsContext() throws Exception {
    service.respond(
        """
        {"response": "r"}\
        """);
    client
        .api()
        .chat(
            ChatRequest.of(ChatMessage.user("a"), ChatMessage.assistant("b"), ChatMessage.user("c"))
                .withProductUrl("https://example.com/p")
                .withProjectId("550e8400-e29b-41d4-a716-446655440000"))
        .execute();
    assertThat(posted("copilot/chat").getBody().utf8())
        .isEqualTo(
            """
            {"messages":[{"role":"user","content":"a"},{"role":"assistant",\
            "content":"b"},{"role":"user","content":"c"}],\
            "productUrl":"https://example.com/p",\
            "projectId":"550e8400-e29b-41d4-a716-446655440000"}\
            """);
  }

  interface Ask {
    ApiCall<?> of(NouvelApi api);
  }

  private static Arguments reading(String target, String answer, Ask ask) {
    return Arguments.of(target, answer, ask);
  }

  static Stream<Arguments> readings() {
    String job =
        """
        {"jobId": "j", "status": "running"}\
        """;
    LocalDate first = LocalDate.of(2026, 1, 1);
    LocalDate last = LocalDate.of(2026, 1, 31);
    Map<String, String> none = Map.of();
    return Stream.of(
        reading(
            "jobs/550e8400-e29b-41d4-a716-446655440000",
            job,
            api -> api.job("550e8400-e29b-41d4-a716-446655440000")),
        reading("jobs/a%2Fb%20c", job, api -> api.job("a/b c")),
        reading(
            "projects",
            """
            {"projects": []}\
            """,
            api -> api.projects(ProjectFilter.ALL)),
        reading(
            "projects?page=2&limit=100&status=post_processing",
            """
            {"projects": []}\
            """,
            api ->
                api.projects(
                    ProjectFilter.ALL.page(2).pageSize(100).status(ProjectStatus.POST_PROCESSING))),
        reading(
            "projects/p1",
            """
            {"project": {"id": "p1"}, "scenes": []}\
            """,
            api -> api.project("p1")),
        reading(
            "publish/6612f1a2b3c4d5e6f7891234",
            "{}",
            api -> api.publication("6612f1a2b3c4d5e6f7891234")),
        reading(
            "accounts",
            """
            {"accounts": []}\
            """,
            api -> api.accounts()),
        reading(
            "accounts?platform=pinterest",
            """
            {"accounts": []}\
            """,
            api -> api.accounts(AccountFilter.ALL.platform(Platform.PINTEREST))),
        reading(
            "analytics?platform=reddit&fromDate=2026-01-01&toDate=2026-01-31&limit=10&page=3"
                + "&sortBy=engagement&order=desc",
            """
            {"posts": []}\
            """,
            api ->
                api.analytics(
                    new PostFilter(
                        Platform.REDDIT,
                        first,
                        last,
                        PostSort.ENGAGEMENT,
                        SortOrder.DESCENDING,
                        3,
                        10))),
        reading(
            "analytics/daily?startDate=2026-01-01&endDate=2026-01-31&platform=tiktok&accountId=a",
            "{}",
            api -> api.dailyAnalytics(new DailyFilter(first, last, Platform.TIKTOK, "a"))),
        reading("analytics/followers", "{}", api -> api.followers(none)),
        reading(
            "analytics/followers?granularity=weekly",
            "{}",
            api -> api.followers(Map.of("granularity", "weekly"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("readings")
  void readingAsksForTheDocumentedPath(String target, String answer, Ask ask) throws Exception {
    service.respond(answer).respond(answer);
    for (Mode mode : Mode.values()) {
      assertThat(mode.run(ask.of(client.api()))).isNotNull();
    }
    for (int i = 0; i < 2; i++) {
      RecordedRequest request = service.taken();
      assertThat(request.getMethod()).isEqualTo("GET");
      assertThat(request.getTarget()).isEqualTo("/api/v1/" + target);
      assertThat(request.getBodySize()).isZero();
      assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer " + FakeService.KEY);
    }
  }
}
