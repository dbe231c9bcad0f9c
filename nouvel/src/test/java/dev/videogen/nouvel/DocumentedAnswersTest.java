package dev.videogen.nouvel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.videogen.core.ApiResponse;
import dev.videogen.core.errors.ApiException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DocumentedAnswersTest {
  static final String PARTIAL_JOB =
      """
      {
        "jobId": "550e8400-e29b-41d4-a716-446655440000",
        "status": "partial", "overallProgress": 100, "stage": "stitching",
        "totalProjects": 2, "completedProjects": 1, "failedProjects": 1,
        "projects": [],
        "completedDetails": [
          {"projectId": "8d0f3c1e-0000-4000-8000-000000000001", "title": "A", "url": "https://example.com/products/protein-powder",
           "finalOutputUrl": "https://cdn.example/a.mp4", "description": null, "status": "completed",
           "aspectRatio": "9:16", "durationSeconds": 15, "sceneCount": 4, "script": "..."},
          {"projectId": "8d0f3c1e-0000-4000-8000-000000000002", "title": "B", "url": "https://example.com/products/protein-powder",
           "finalOutputUrl": null, "description": null, "status": "failed",
           "aspectRatio": null, "durationSeconds": null, "sceneCount": 0, "script": null}
        ]
      }
      """;

  private FakeService service;
  private NouvelClient client;
  private NouvelApi api;

  @BeforeEach
  void start() throws IOException {
    service = new FakeService();
    client = service.client();
    api = client.api();
  }

  @AfterEach
  void stop() {
    client.close();
    service.close();
  }

  @Test
  void acceptedOrder() throws IOException {
    service.respond(
        """
        {"jobId": "clx8k9v2t0001qz8x7r4e5w6m", "totalProjects": 1, "status": "running"}
        """);
    assertThat(api.generate(GenerateRequest.of("https://example.com/p")).execute())
        .isEqualTo(new AcceptedJob("clx8k9v2t0001qz8x7r4e5w6m", 1, JobStatus.RUNNING));
  }

  @Test
  void answerComesWithItsSurroundings() throws IOException {
    service.respond(
        202,
        """
        {"jobId": "j"}
        """,
        "X-RateLimit-Limit",
        "60",
        "X-RateLimit-Remaining",
        "42",
        "X-RateLimit-Reset",
        "1678901234");
    ApiResponse<AcceptedJob> response =
        api.generate(GenerateRequest.of("https://example.com/p")).executeForResponse();
    assertThat(response.status()).isEqualTo(202);
    assertThat(response.body().jobId()).isEqualTo("j");
    assertThat(response.rateLimit().limit()).isEqualTo(60);
    assertThat(response.rateLimit().remaining()).isEqualTo(42);
    assertThat(response.rateLimit().resetAt()).isEqualTo(Instant.ofEpochSecond(1678901234));
  }

  @Test
  void runningJob() throws IOException {
    service.respond(
        """
        {
          "jobId": "550e8400-e29b-41d4-a716-446655440000",
          "status": "running", "overallProgress": 42, "stage": "video",
          "totalProjects": 2, "completedProjects": 0, "failedProjects": 0,
          "projects": [{"id": "8d0f3c1e-0000-4000-8000-000000000001", "title": "Protein Powder Ad", "status": "generating", "progress": 45}],
          "completedDetails": []
        }
        """);
    Job job = api.job("550e8400-e29b-41d4-a716-446655440000").execute();
    assertThat(job)
        .isEqualTo(
            new Job(
                "550e8400-e29b-41d4-a716-446655440000",
                JobStatus.RUNNING,
                42,
                JobStage.VIDEO,
                2,
                0,
                0,
                List.of(
                    new ProjectProgress(
                        "8d0f3c1e-0000-4000-8000-000000000001",
                        "Protein Powder Ad",
                        ProjectStatus.GENERATING,
                        45.0)),
                List.of()));
    assertThatIllegalStateException().isThrownBy(job::requireCompleted);
  }

  @Test
  void partialJobHasUsableAndFailedVideos() throws IOException {
    service.respond(PARTIAL_JOB);
    Job job = api.job("550e8400-e29b-41d4-a716-446655440000").execute();
    assertThat(job.status()).isEqualTo(JobStatus.PARTIAL);
    assertThat(job.status().isTerminal()).isTrue();
    VideoDetails made =
        new VideoDetails(
            "8d0f3c1e-0000-4000-8000-000000000001",
            "A",
            "https://example.com/products/protein-powder",
            "https://cdn.example/a.mp4",
            null,
            ProjectStatus.COMPLETED,
            AspectRatio.RATIO_9_16,
            15.0,
            4,
            "...");
    assertThat(job.completed())
        .containsExactly(new CompletedVideo("https://cdn.example/a.mp4", made));
    assertThat(job.failed())
        .containsExactly(
            new VideoDetails(
                "8d0f3c1e-0000-4000-8000-000000000002",
                "B",
                "https://example.com/products/protein-powder",
                null,
                null,
                ProjectStatus.FAILED,
                null,
                null,
                0,
                null));
    JobFailedException failed =
        catchThrowableOfType(JobFailedException.class, job::requireCompleted);
    assertThat(failed.job()).isSameAs(job);
    assertThat(failed).isNotInstanceOf(ApiException.class);
    assertThat(failed)
        .hasMessage(
            "nouvel job 550e8400-e29b-41d4-a716-446655440000 ended as partial - Use the videos that"
                + " are done: 1.");
  }

  @Test
  void completedDetailWithoutAddressIsNotUsable() throws IOException {
    service.respond(
        """
        {"jobId": "j", "status": "completed", "completedDetails": [
          {"projectId": "p", "status": "completed", "finalOutputUrl": null}]}
        """);
    Job job = api.job("j").execute();
    assertThat(job.completed()).isEmpty();
    assertThat(job.failed()).hasSize(1);
    assertThat(job.requireCompleted()).isSameAs(job);
  }

  @Test
  void projects() throws IOException {
    service.respond(
        """
        {
          "projects": [{
            "id": "550e8400-e29b-41d4-a716-446655440000", "title": "Premium Collagen Ad - Vertical",
            "description": null, "status": "completed", "final_output_url": "https://cdn.example/v.mp4",
            "aspect_ratio": "9:16", "target_duration_seconds": 15,
            "product_url": "https://example.com/products/collagen",
            "created_at": "2026-01-15T12:00:00Z", "updated_at": "2026-01-15T12:20:00Z"}],
          "pagination": {"page": 1, "limit": 20, "total": 45, "totalPages": 3, "hasMore": true}
        }
        """);
    assertThat(api.projects(ProjectFilter.ALL).execute())
        .isEqualTo(
            new ProjectPage(
                List.of(
                    new Project(
                        "550e8400-e29b-41d4-a716-446655440000",
                        "Premium Collagen Ad - Vertical",
                        null,
                        ProjectStatus.COMPLETED,
                        "https://cdn.example/v.mp4",
                        AspectRatio.RATIO_9_16,
                        15.0,
                        "https://example.com/products/collagen",
                        Instant.parse("2026-01-15T12:00:00Z"),
                        Instant.parse("2026-01-15T12:20:00Z"),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null)),
                new Pagination(1, 20, 45, 3, true)));
  }

  @Test
  void projectWithScenes() throws IOException {
    service.respond(
        """
        {
          "project": {"id": "p", "title": "T", "status": "stitching", "quality": "high", "tone": "warm",
            "energy": "calm", "pacing": "slow", "caption_style": "bold", "content_mode": "ad"},
          "scenes": [{"id": "s", "scene_order": 0, "prompt": "SECRET", "script_text": "SECRET",
            "output_url": "https://cdn.example/raw.mp4", "status": "done", "avatar_id": null,
            "duration_seconds": 3.5, "created_at": "2026-01-15T12:00:00+02:00",
            "updated_at": "2026-01-15 12:00:00"}]
        }
        """);
    ProjectDetails details = api.project("p").execute();
    assertThat(details.project().quality()).isEqualTo("high");
    assertThat(details.project().tone()).isEqualTo("warm");
    assertThat(details.project().energy()).isEqualTo("calm");
    assertThat(details.project().pacing()).isEqualTo("slow");
    assertThat(details.project().captionStyle()).isEqualTo("bold");
    assertThat(details.project().contentMode()).isEqualTo("ad");
    assertThat(details.scenes())
        .containsExactly(
            new Scene(
                "s",
                0,
                "SECRET",
                "SECRET",
                "https://cdn.example/raw.mp4",
                "done",
                null,
                3.5,
                Instant.parse("2026-01-15T10:00:00Z"),
                Instant.parse("2026-01-15T12:00:00Z")));
    assertThat(details.toString()).doesNotContain("SECRET");
  }

  @Test
  void acceptedPost() throws IOException {
    service.respond(
        """
        {
          "postId": "6612f1a2b3c4d5e6f7891234",
          "status": "publishing",
          "platforms": [
            {"platform": "instagram", "status": "pending"},
            {"platform": "tiktok", "status": "pending"}
          ]
        }
        """);
    PublishReceipt receipt =
        api.publish(PublishRequest.now("p", PublishTarget.instagram("a", "c"))).execute();
    assertThat(receipt.postId()).isEqualTo("6612f1a2b3c4d5e6f7891234");
    assertThat(receipt.status()).isEqualTo(PublishStatus.PUBLISHING);
    assertThat(receipt.platforms())
        .extracting(PlatformPost::platform)
        .containsExactly(Platform.INSTAGRAM, Platform.TIKTOK);
    assertThat(receipt.platforms())
        .extracting(PlatformPost::status)
        .containsOnly(PublishStatus.PENDING);
  }

  @Test
  void postKeepsWhatIsNotDocumented() throws IOException {
    service.respond(
        """
        {"postId": "p", "status": "done", "platforms": [
          {"platform": "tiktok", "status": "published", "platformPostUrl": "https://tiktok.example/1"}]}
        """);
    Publication publication = api.publication("p").execute();
    assertThat(publication.isSettled()).isTrue();
    assertThat(publication.status()).isEqualTo(new PublishStatus("done"));
    assertThat(publication.platforms().get(0).raw().text("platformPostUrl"))
        .isEqualTo("https://tiktok.example/1");
    assertThat(publication.raw().asMap()).containsKey("platforms");
  }

  @Test
  void accounts() throws IOException {
    service.respond(
        """
        {"accounts": [
          {"id": "6612f1a2b3c4d5e6f7890123", "platform": "instagram", "username": "mybrand", "displayName": "My Brand",
           "avatarUrl": "https://scontent.cdninstagram.com/...", "followersCount": 15000}
        ]}
        """);
    assertThat(api.accounts().execute().accounts())
        .containsExactly(
            new Account(
                "6612f1a2b3c4d5e6f7890123",
                Platform.INSTAGRAM,
                "mybrand",
                "My Brand",
                "https://scontent.cdninstagram.com/...",
                15000L));
  }

  @Test
  void analytics() throws IOException {
    service.respond(
        """
        {
          "posts": [{
            "_id": "post_id", "content": "Post caption text...", "publishedAt": "2026-01-15T12:00:00Z", "platform": "instagram",
            "analytics": {"impressions": 5000, "reach": 3200, "likes": 450, "comments": 32, "shares": 15,
                          "saves": 89, "clicks": 120, "views": 4800, "engagementRate": 0.092}}],
          "pagination": {"page": 1, "limit": 10, "total": 45},
          "overview": {"totalImpressions": 125000, "totalEngagement": 8500, "avgEngagementRate": 0.068}
        }
        """);
    AnalyticsPage page = api.analytics(PostFilter.ALL).execute();
    assertThat(page)
        .isEqualTo(
            new AnalyticsPage(
                List.of(
                    new AnalyticsPost(
                        "post_id",
                        "Post caption text...",
                        Instant.parse("2026-01-15T12:00:00Z"),
                        Platform.INSTAGRAM,
                        new PostMetrics(5000L, 3200L, 450L, 32L, 15L, 89L, 120L, 4800L, 0.092))),
                new Pagination(1, 10, 45, null, null),
                new AnalyticsOverview(125000L, 8500L, 0.068)));
    assertThat(page.toString()).doesNotContain("caption");
  }

  @Test
  void openAnswersAreKeptWhole() throws IOException {
    service
        .respond(
            """
            {"summary": {"likes": 9007199254740993}, "days": []}
            """)
        .respond(
            """
            {"accounts": [], "stats": {"a": [{"followers": 3}]}}
            """);
    DailyAnalytics daily = api.dailyAnalytics(DailyFilter.ALL).execute();
    assertThat(daily.summary().whole("likes")).isEqualTo(9007199254740993L);
    assertThat(daily.raw().asMap()).containsKey("days");
    assertThat(
            api.followers(Map.of())
                .execute()
                .object("stats")
                .objects("a")
                .get(0)
                .integer("followers"))
        .isEqualTo(3);
  }

  @Test
  void copilotsAnswer() throws IOException {
    service.respond(
        """
        {"response": "**Hello**", "model": "balanced"}
        """);
    ChatAnswer answer = api.chat(ChatRequest.ask("?")).execute();
    assertThat(answer).isEqualTo(new ChatAnswer("**Hello**", "balanced"));
    assertThat(answer.toString()).doesNotContain("Hello");
  }
}
