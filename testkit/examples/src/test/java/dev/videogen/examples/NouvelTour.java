package dev.videogen.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.videogen.core.ApiResponse;
import dev.videogen.core.errors.ApiException;
import dev.videogen.nouvel.AccountFilter;
import dev.videogen.nouvel.AspectRatio;
import dev.videogen.nouvel.ChatMessage;
import dev.videogen.nouvel.ChatRequest;
import dev.videogen.nouvel.ContentType;
import dev.videogen.nouvel.DailyFilter;
import dev.videogen.nouvel.DailyLimitException;
import dev.videogen.nouvel.GenerateRequest;
import dev.videogen.nouvel.Job;
import dev.videogen.nouvel.NouvelApi;
import dev.videogen.nouvel.NouvelClient;
import dev.videogen.nouvel.NouvelErrorCode;
import dev.videogen.nouvel.Platform;
import dev.videogen.nouvel.PostFilter;
import dev.videogen.nouvel.PostSort;
import dev.videogen.nouvel.ProjectFilter;
import dev.videogen.nouvel.ProjectStatus;
import dev.videogen.nouvel.Publication;
import dev.videogen.nouvel.PublishRequest;
import dev.videogen.nouvel.PublishTarget;
import dev.videogen.nouvel.QuotaExceededException;
import dev.videogen.nouvel.ScriptStyle;
import dev.videogen.nouvel.SortOrder;
import dev.videogen.testkit.DocumentedError;
import dev.videogen.testkit.Endpoint;
import dev.videogen.testkit.JobScript;
import dev.videogen.testkit.NouvelErrors;
import dev.videogen.testkit.NouvelServer;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

final class NouvelTour extends ContractTour {
  private static final String PRODUCT = "https://example.com/products/protein-powder";
  private static final LocalDate DAY = LocalDate.of(2026, 1, 1);

  private final NouvelServer server = NouvelServer.start();
  private final NouvelClient client;
  private final String job;
  private final String project;
  private final String post;

  NouvelTour() throws IOException {
    server.rateLimited(false);
    server.quota(0, 1_000_000);
    client = settings(NouvelClient.builder()).build();
    job = follow(course -> course.completes());
    follow(course -> course.partially(1, 2));
    follow(course -> course.fails());
    follow(course -> course.isCancelled());
    server.addProject("partial");
    project = client.api().job(job).execute().details().get(0).projectId();
    client.projects().forEach(listed -> told.add(listed.status()));
    post = client.api().publish(publish()).execute().postId();
    for (Endpoint endpoint : EnumSet.range(Endpoint.GENERATE, Endpoint.COPILOT_CHAT)) {
      visit(endpoint);
    }
    publishNowAndSeeOneFail();
  }

  private String follow(Consumer<JobScript> course) throws IOException {
    course.accept(server.job().takesPolls(20));
    String id = client.api().generate(generate()).execute().jobId();
    Job seen;
    do {
      seen = client.api().job(id).execute();
      told.add(seen.status());
      told.add(seen.stage());
      seen.projects().forEach(each -> told.add(each.status()));
    } while (!seen.status().isTerminal());
    return id;
  }

  private void publishNowAndSeeOneFail() throws IOException {
    server.failPublishingTo("tiktok");
    String now =
        client
            .api()
            .publish(
                PublishRequest.now(
                    project,
                    PublishTarget.instagram("6612f1a2b3c4d5e6f7890123", "a"),
                    PublishTarget.tiktok("6612f1a2b3c4d5e6f7890456", "b")))
            .execute()
            .postId();
    for (Publication seen :
        List.of(
            client.api().publication(post).execute(),
            client.api().publication(now).execute(),
            client.api().publication(now).execute())) {
      told.add(seen.status());
      seen.platforms().forEach(each -> told.add(each.status()));
    }
    client
        .api()
        .publish(
            PublishRequest.now(project, PublishTarget.instagram("6612f1a2b3c4d5e6f7890123", "a")))
        .execute()
        .platforms()
        .forEach(each -> told.add(each.status()));
  }

  private static GenerateRequest generate() {
    return GenerateRequest.builder(PRODUCT)
        .variantCount(2)
        .aspectRatio(AspectRatio.RATIO_1_1)
        .adDuration(30)
        .contentType(ContentType.AD)
        .scriptStyle(ScriptStyle.SOCIAL_PROOF)
        .overrideScript("Say this.")
        .userInstructions("Mention free shipping.")
        .selectedActorId("actor-1")
        .avatarImageUrl("https://example.com/avatar.png")
        .language("en")
        .accent("british")
        .targetAudience("runners")
        .formatPreset("reel")
        .webhookUrl("https://example.com/webhooks/nouvel")
        .build();
  }

  private PublishRequest publish() {
    String account = "6612f1a2b3c4d5e6f7890123";
    return PublishRequest.builder(project)
        .to(PublishTarget.instagram(account, "Check out our new protein powder! 💪"))
        .to(PublishTarget.pinterest(account, "Pin", "549755885175"))
        .to(PublishTarget.reddit(account, "Post", "A title", "fitness"))
        .to(PublishTarget.youtube(account, "Video", "A title", "A description"))
        .scheduledAt(server.clock().now().plus(Duration.ofDays(1)))
        .build();
  }

  String job() {
    return job;
  }

  @Override
  NouvelServer server() {
    return server;
  }

  @Override
  Class<?> api() {
    return NouvelApi.class;
  }

  @Override
  ApiResponse<?> call(Endpoint endpoint) throws IOException {
    NouvelApi api = client.api();
    return switch (endpoint) {
      case GENERATE -> api.generate(generate()).executeForResponse();
      case JOB -> api.job(job).executeForResponse();
      case PROJECTS ->
          api.projects(ProjectFilter.ALL.page(1).pageSize(20).status(ProjectStatus.COMPLETED))
              .executeForResponse();
      case PROJECT -> api.project(project).executeForResponse();
      case PUBLISH -> api.publish(publish()).executeForResponse();
      case POST -> api.publication(post).executeForResponse();
      case ACCOUNTS ->
          api.accounts(AccountFilter.ALL.platform(Platform.INSTAGRAM)).executeForResponse();
      case ANALYTICS ->
          api.analytics(
                  PostFilter.ALL
                      .platform(Platform.INSTAGRAM)
                      .between(DAY, DAY)
                      .page(1)
                      .pageSize(10)
                      .sorted(PostSort.ENGAGEMENT, SortOrder.DESCENDING))
              .executeForResponse();
      case DAILY_ANALYTICS ->
          api.dailyAnalytics(
                  DailyFilter.ALL
                      .between(DAY, DAY)
                      .platform(Platform.INSTAGRAM)
                      .accountId("6612f1a2b3c4d5e6f7890123"))
              .executeForResponse();
      case FOLLOWERS -> api.followers(Map.of("granularity", "daily")).executeForResponse();
      case COPILOT_CHAT ->
          api.chat(
                  ChatRequest.of(ChatMessage.user("Write captions"), ChatMessage.assistant("1."))
                      .withProductUrl(PRODUCT)
                      .withProjectId(project))
              .executeForResponse();
      default -> throw new IllegalArgumentException("endpoint: " + endpoint);
    };
  }

  @Override
  List<Object> details(ApiException failure) {
    if (failure instanceof QuotaExceededException quota) {
      return List.of(String.valueOf(quota.usage()));
    }
    return failure instanceof DailyLimitException daily
        ? List.of(String.valueOf(daily.resetAt()))
        : List.of();
  }

  @Override
  void checkCredential(String name) {
    assertThat(name).isEqualTo("Authorization: Bearer");
    stops.forEach(
        (endpoint, stop) ->
            assertThat(stop.request().headers().get("Authorization"))
                .as(endpoint.id())
                .isEqualTo("Bearer " + server.key()));
  }

  @Override
  List<? extends DocumentedError> errors() {
    return List.of(NouvelErrors.values());
  }

  @Override
  Object unrecognised() {
    return NouvelErrorCode.UNRECOGNISED;
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
