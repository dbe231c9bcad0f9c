package dev.videogen.nouvel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.videogen.core.errors.PermissionException;
import dev.videogen.core.testing.RecordedTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PagedTest {
  private FakeService service;
  private RecordedTime time;
  private NouvelClient client;

  @BeforeEach
  void start() throws IOException {
    service = new FakeService();
    time = new RecordedTime();
    client = service.client(time);
  }

  @AfterEach
  void stop() {
    client.close();
    service.close();
  }

  private static String projects(String pagination, String... ids) {
    return Stream.of(ids)
        .map(
            """
            {"id": "%s"}
            """
                ::formatted)
        .collect(
            Collectors.joining(
                ",",
                """
                {"projects": [
                """,
                "]" + pagination + "}"));
  }

  private static String more(int page, boolean more) {
    return more(page, more, 9);
  }

  private static String more(int page, boolean more, int total) {
    return """
        , "pagination": {"page": %d, "limit": 2, "total": %d, "totalPages": 9, "hasMore": %b}
        """
        .formatted(page, total, more);
  }

  private String target() throws InterruptedException {
    return service.taken().getTarget();
  }

  @Test
  void allPagesAreWalkedThroughAndItemsThatMovedAreGivenOnce() throws Exception {
    service
        .respond(projects(more(1, true), "e", "d"))
        .respond(projects(more(2, true), "d", "c"))
        .respond(projects(more(3, false), "b"));
    assertThat(client.projects()).extracting(Project::id).containsExactly("e", "d", "c", "b");
    assertThat(target()).isEqualTo("/api/v1/projects?page=1");
    assertThat(target()).isEqualTo("/api/v1/projects?page=2");
    assertThat(target()).isEqualTo("/api/v1/projects?page=3");
  }

  @Test
  void filterGoesOutWithEveryPage() throws Exception {
    service.respond(projects(more(1, true), "a")).respond(projects(more(2, false), "b"));
    ProjectFilter filter = ProjectFilter.ALL.status(ProjectStatus.COMPLETED).pageSize(100);
    assertThat(client.projects(filter)).hasSize(2);
    assertThat(target()).isEqualTo("/api/v1/projects?page=1&limit=100&status=completed");
    assertThat(target()).isEqualTo("/api/v1/projects?page=2&limit=100&status=completed");
  }

  @Test
  void pagesAreFetchedOnlyWhenAskedFor() {
    service.respond(projects(more(1, true), "a", "b"));
    Paged<Project> projects = client.projects();
    assertThat(service.requests()).isZero();
    assertThat(projects.stream().map(Project::id).limit(2)).containsExactly("a", "b");
    assertThat(service.requests()).isEqualTo(1);
  }

  @Test
  void emptyPageIsTheEndWhateverElseIsSaid() {
    service.respond(projects(more(1, true), "a")).respond(projects(more(2, true)));
    assertThat(client.projects()).hasSize(1);
    assertThat(service.requests()).isEqualTo(2);
  }

  @Test
  void walkEndsWhenAPageBringsNothingNewWhateverItSays() {
    service
        .respond(projects(more(1, true), "b", "a"))
        .respond(projects(more(2, true), "b", "a"))
        .respond(projects(more(3, true), "b", "a"));
    assertThat(client.projects()).extracting(Project::id).containsExactly("b", "a");
    assertThat(service.requests()).isEqualTo(2);
  }

  @Test
  void walkEndsWhenItemsWithoutIdAreRepeated() {
    String page =
        """
        {"posts": [{"content": "a"}, {"content": "b"}], "pagination": {"hasMore": true}}
        """;
    service.respond(page).respond(page).respond(page);
    assertThat(client.posts(PostFilter.ALL)).hasSize(2);
    assertThat(service.requests()).isEqualTo(2);
  }

  @Test
  void pageThatNewItemsPushedDownIsNotTheEnd() {
    service
        .respond(projects(more(1, true, 3), "c", "b"))
        .respond(projects(more(2, true, 5), "c", "b"))
        .respond(projects(more(3, false, 5), "a"));
    assertThat(client.projects()).extracting(Project::id).containsExactly("c", "b", "a");
  }

  @Test
  void walkEndsThoughTheServiceRepeatsAPage() {
    service.respond(projects(more(1, true), "a")).respond(projects(more(1, true), "a"));
    assertThat(client.projects()).hasSize(1);
    assertThat(service.requests()).isEqualTo(2);
  }

  @Test
  void walkEndsWithoutPagination() {
    service.respond(projects("", "a")).respond(projects("", "b")).respond(projects("", "b"));
    assertThat(client.projects()).hasSize(2);
    assertThat(service.requests()).isEqualTo(3);
  }

  @Test
  void numberOfPagesEndsTheWalkWhereNothingElseDoes() {
    String twoPages =
        """
        , "pagination": {"totalPages": 2}
        """;
    service.respond(projects(twoPages, "a")).respond(projects(twoPages, "b"));
    assertThat(client.projects()).hasSize(2);
  }

  @Test
  void postsEndWithTheirTotal() throws Exception {
    service
        .respond(
            """
            {"posts": [{"_id": "a"}, {"_id": "b"}], "pagination": {"page": 1, "limit": 2, "total": 3}}
            """)
        .respond(
            """
            {"posts": [{"_id": "b"}, {"_id": "c"}], "pagination": {"page": 2, "limit": 2, "total": 3}}
            """);
    PostFilter filter =
        PostFilter.ALL
            .platform(Platform.TIKTOK)
            .between(LocalDate.of(2026, 1, 1), null)
            .sorted(PostSort.DATE, SortOrder.ASCENDING)
            .pageSize(2);
    assertThat(client.posts(filter)).extracting(AnalyticsPost::id).containsExactly("a", "b", "c");
    assertThat(target())
        .isEqualTo(
            "/api/v1/analytics?platform=tiktok&fromDate=2026-01-01&limit=2&page=1&sortBy=date"
                + "&order=asc");
    assertThat(target()).contains("page=2");
  }

  @Test
  void postsWithoutIdAreAllGiven() {
    service.respond(
        """
        {"posts": [{"content": "a"}, {"content": "b"}], "pagination": {"hasMore": false}}
        """);
    assertThat(client.posts(PostFilter.ALL)).hasSize(2);
  }

  @Test
  void everyPageObeysTheChain() {
    service
        .respond(projects(more(1, true), "a"))
        .respond(
            429,
            """
            {"error": "Rate limit exceeded", "retryAfter": 23}
            """)
        .respond(projects(more(2, false), "b"));
    assertThat(client.projects()).hasSize(2);
    assertThat(time.pauses()).containsExactly(Duration.ofSeconds(23));
  }

  @Test
  void failedPageIsFetchedAgainWhenAskedForAgain() {
    service
        .respond(projects(more(1, true), "a"))
        .respond(
            403,
            """
            {"error": "Forbidden"}
            """)
        .respond(projects(more(2, false), "b"));
    Iterator<Project> walk = client.projects().iterator();
    assertThat(walk.next().id()).isEqualTo("a");
    assertThatThrownBy(walk::hasNext)
        .isInstanceOf(UncheckedIOException.class)
        .hasCauseInstanceOf(PermissionException.class);
    assertThat(walk.next().id()).isEqualTo("b");
    assertThat(walk.hasNext()).isFalse();
    assertThatThrownBy(walk::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void pageWithoutItsListIsNoEmptyPage() {
    for (int i = 0; i < 4; i++) {
      service.respond(
          """
          {"error": null}
          """);
    }
    assertThatThrownBy(() -> client.projects().iterator().hasNext())
        .isInstanceOf(UncheckedIOException.class);
  }
}
