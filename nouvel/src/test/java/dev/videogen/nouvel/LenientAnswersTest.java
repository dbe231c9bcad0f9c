package dev.videogen.nouvel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.Moshi;
import dev.videogen.core.errors.OutcomeUnknownException;
import dev.videogen.core.json.JsonAdapters;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LenientAnswersTest {
  private static final Moshi MOSHI = JsonAdapters.moshi();

  static Stream<Arguments> answers() {
    return Stream.of(
        Arguments.of(
            AcceptedJob.class,
            """
            {"jobId": "j", "totalProjects": 1, "status": "running"}
            """,
            Set.of("jobId")),
        Arguments.of(Job.class, DocumentedAnswersTest.PARTIAL_JOB, Set.of("jobId", "status")),
        Arguments.of(
            Job.class,
            """
            {"jobId": "j", "status": "running", "overallProgress": 42, "stage": "video",
             "projects": [{"id": "p", "title": "t", "status": "generating", "progress": 45}]}
            """,
            Set.of("jobId", "status")),
        Arguments.of(
            ProjectPage.class,
            """
            {"projects": [{"id": "p", "title": "t", "description": "d", "status": "completed",
              "final_output_url": "https://c.example/v", "aspect_ratio": "9:16",
              "target_duration_seconds": 15, "product_url": "https://e.example",
              "created_at": "2026-01-15T12:00:00Z", "updated_at": "2026-01-15T12:00:00Z"}],
             "pagination": {"page": 1, "limit": 20, "total": 45, "totalPages": 3, "hasMore": true}}
            """,
            Set.of("projects", "projects.id")),
        Arguments.of(
            ProjectDetails.class,
            """
            {"project": {"id": "p", "quality": "q", "tone": "t"},
             "scenes": [{"id": "s", "scene_order": 0, "prompt": "p", "script_text": "s",
              "output_url": "u", "status": "x", "avatar_id": "a", "duration_seconds": 3,
              "created_at": "2026-01-15T12:00:00Z"}]}
            """,
            Set.of("project", "project.id")),
        Arguments.of(
            PublishReceipt.class,
            """
            {"postId": "p", "status": "publishing",
             "platforms": [{"platform": "tiktok", "status": "pending"}]}
            """,
            Set.of("postId")),
        Arguments.of(
            Publication.class,
            """
            {"postId": "p", "status": "publishing",
             "platforms": [{"platform": "tiktok", "status": "pending"}]}
            """,
            Set.of()),
        Arguments.of(
            AccountList.class,
            """
            {"accounts": [{"id": "a", "platform": "tiktok", "username": "u", "displayName": "d",
             "avatarUrl": "x", "followersCount": 1}]}
            """,
            Set.of("accounts", "accounts.id")),
        Arguments.of(
            AnalyticsPage.class,
            """
            {"posts": [{"_id": "p", "content": "c", "publishedAt": "2026-01-15T12:00:00Z",
              "platform": "tiktok", "analytics": {"impressions": 1, "reach": 1, "likes": 1,
              "comments": 1, "shares": 1, "saves": 1, "clicks": 1, "views": 1,
              "engagementRate": 0.1}}],
             "pagination": {"page": 1, "limit": 10, "total": 45},
             "overview": {"totalImpressions": 1, "totalEngagement": 1, "avgEngagementRate": 0.1}}
            """,
            Set.of("posts")),
        Arguments.of(
            DailyAnalytics.class,
            """
            {"summary": {"likes": 1}}
            """,
            Set.of()),
        Arguments.of(
            ChatAnswer.class,
            """
            {"response": "r", "model": "m"}
            """,
            Set.of("response")));
  }

  private interface Change {
    void of(Map<String, Object> object, String field);
  }

  /** Every document that differs from the given one by one change of one field at any depth. */
  private static void vary(
      Object whole, Object node, String path, List<String> paths, List<Object> out, Change change) {
    if (node instanceof Map<?, ?> map) {
      @SuppressWarnings("unchecked")
      Map<String, Object> object = (Map<String, Object>) map;
      for (String field : List.copyOf(object.keySet())) {
        Map<String, Object> before = new LinkedHashMap<>(object);
        String at = path.isEmpty() ? field : path + "." + field;
        change.of(object, field);
        paths.add(at);
        out.add(MOSHI.adapter(Object.class).serializeNulls().toJson(whole));
        object.clear();
        object.putAll(before);
        vary(whole, object.get(field), at, paths, out, change);
      }
    } else if (node instanceof List<?> list) {
      for (Object element : list) {
        vary(whole, element, path, paths, out, change);
      }
    }
  }

  private static void check(Class<?> type, String json, Set<String> required, Change change)
      throws IOException {
    Object whole = MOSHI.adapter(Object.class).fromJson(json);
    List<String> paths = new ArrayList<>();
    List<Object> documents = new ArrayList<>();
    vary(whole, whole, "", paths, documents, change);
    assertThat(paths).isNotEmpty();
    for (int i = 0; i < paths.size(); i++) {
      String document = (String) documents.get(i);
      if (required.contains(paths.get(i))) {
        assertThat(catchThrowableOfType(JsonDataException.class, () -> read(type, document)))
            .as("%s is required: %s", paths.get(i), document)
            .isNotNull();
      } else {
        assertThatCode(() -> assertThat(read(type, document)).isNotNull())
            .as(document)
            .doesNotThrowAnyException();
      }
    }
  }

  private static Object read(Class<?> type, String json) throws IOException {
    return MOSHI.adapter(type).fromJson(json);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answers")
  void optionalFieldMayBeMissing(Class<?> type, String json, Set<String> required)
      throws IOException {
    check(type, json, required, Map::remove);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answers")
  void optionalFieldMayBeNull(Class<?> type, String json, Set<String> required) throws IOException {
    check(type, json, required, (object, field) -> object.put(field, null));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answers")
  void optionalFieldMayBeOfAnotherType(Class<?> type, String json, Set<String> required)
      throws IOException {
    check(type, json, required, (object, field) -> object.put(field, true));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answers")
  void unknownFieldIsIgnored(Class<?> type, String json, Set<String> required) throws IOException {
    check(type, json, Set.of(), (object, field) -> object.put("brandNew", Map.of("a", 1)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answers")
  void unknownTextIsKept(Class<?> type, String json, Set<String> required) throws IOException {
    check(
        type,
        json,
        Set.of(),
        (object, field) -> {
          if (object.get(field) instanceof String) {
            object.put(field, "brand_new");
          }
        });
  }

  @Test
  void idsMayBeNumbersAndTextMayNot() throws IOException {
    String numbers =
        """
        {"jobId": 9007199254740993123, "status": "running", "stage": 7,
         "projects": [{"id": 12, "title": 13}]}
        """;
    Job job = (Job) read(Job.class, numbers);
    assertThat(job.jobId()).isEqualTo("9007199254740993123");
    assertThat(job.stage()).isNull();
    assertThat(job.projects()).containsExactly(new ProjectProgress("12", null, null, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"42", "{}", "'not a url'", "'/v.mp4'", "'file:///v.mp4'", "''"})
  void aVideoWithoutAWebUrlIsNotUsable(String url) throws IOException {
    String json =
        """
        {"jobId": "j", "status": "completed", "completedDetails": [
         {"projectId": "p", "status": "completed", "finalOutputUrl": %s, "script": "s"}]}
        """
            .formatted(url.replace('\'', '"'));
    Job job = (Job) read(Job.class, json);
    assertThat(job.completed()).isEmpty();
    assertThat(job.failed()).hasSize(1);
    assertThat(job.failed().get(0).videoUrl()).isNull();
    assertThat(job.failed().get(0).script()).isEqualTo("s");
  }

  @Test
  void aPageWithNothingReadableIsNotTheEmptyPageThatEndsAListing() {
    String page =
        """
        {"projects": [{}, 7]}
        """;
    JsonDataException unreadable =
        catchThrowableOfType(JsonDataException.class, () -> read(ProjectPage.class, page));
    assertThat(unreadable).hasMessage("$.projects has no element that can be read");
  }

  @Test
  void unknownStatusesAreNotTheEnd() throws IOException {
    String paused =
        """
        {"jobId": "j", "status": "Paused", "stage": "nap"}
        """;
    Job job = (Job) read(Job.class, paused);
    assertThat(job.status()).isEqualTo(new JobStatus("Paused"));
    assertThat(job.status().isTerminal()).isFalse();
    assertThat(job.stage()).hasToString("nap");
  }

  @ParameterizedTest
  @EnumSource
  void acceptedOrderWithoutIdLeavesTheOutcomeUnknown(Mode mode) throws IOException {
    try (FakeService service = new FakeService();
        NouvelClient client = service.client()) {
      service.respond(
          """
          {"totalProjects": 1}
          """);
      GenerateRequest request = GenerateRequest.of("https://example.com/p");
      OutcomeUnknownException unknown =
          catchThrowableOfType(
              OutcomeUnknownException.class, () -> mode.run(client.api().generate(request)));
      assertThat(unknown.advice()).contains("list the newest projects");
      assertThat(service.requests()).isEqualTo(1);
    }
  }
}
