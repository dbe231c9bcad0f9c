package dev.videogen.nouvel;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import com.squareup.moshi.Moshi;
import dev.videogen.core.json.JsonFields;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the service's answers; its names are in camel case here and in snake case there. */
final class AnswerAdapters {
  private AnswerAdapters() {}

  static void addTo(Moshi.Builder moshi) {
    moshi.add(AcceptedJob.class, JsonFields.reading(AnswerAdapters::accepted));
    moshi.add(Job.class, JsonFields.reading(AnswerAdapters::job));
    moshi.add(ProjectPage.class, JsonFields.reading(AnswerAdapters::projectPage));
    moshi.add(ProjectDetails.class, JsonFields.reading(AnswerAdapters::projectDetails));
    moshi.add(PublishReceipt.class, JsonFields.reading(AnswerAdapters::receipt));
    moshi.add(Publication.class, JsonFields.reading(AnswerAdapters::publication));
    moshi.add(AccountList.class, JsonFields.reading(AnswerAdapters::accounts));
    moshi.add(AnalyticsPage.class, JsonFields.reading(AnswerAdapters::analyticsPage));
    moshi.add(
        DailyAnalytics.class,
        JsonFields.reading(json -> new DailyAnalytics(json.object("summary"), json)));
    moshi.add(
        ChatAnswer.class,
        JsonFields.reading(
            json -> new ChatAnswer(json.requireText("response"), json.text("model"))));
    moshi.add(OffsetDateTime.class, new WithOffset().nullSafe());
  }

  private static AcceptedJob accepted(JsonFields json) {
    return new AcceptedJob(
        json.requireText("jobId"),
        json.integer("totalProjects"),
        map(json.text("status"), JobStatus::new));
  }

  private static Job job(JsonFields json) {
    return new Job(
        json.requireText("jobId"),
        new JobStatus(json.requireText("status")),
        json.integer("overallProgress"),
        map(json.text("stage"), JobStage::new),
        json.integer("totalProjects"),
        json.integer("completedProjects"),
        json.integer("failedProjects"),
        each(json, "projects", AnswerAdapters::progress),
        each(json, "completedDetails", AnswerAdapters::details));
  }

  private static ProjectProgress progress(JsonFields json) {
    return new ProjectProgress(
        json.text("id"),
        json.text("title"),
        map(json.text("status"), ProjectStatus::new),
        json.number("progress"));
  }

  private static VideoDetails details(JsonFields json) {
    return new VideoDetails(
        json.text("projectId"),
        json.text("title"),
        json.text("url"),
        json.text("finalOutputUrl"),
        json.text("description"),
        map(json.text("status"), ProjectStatus::new),
        map(json.text("aspectRatio"), AspectRatio::new),
        json.number("durationSeconds"),
        json.integer("sceneCount"),
        json.text("script"));
  }

  private static ProjectPage projectPage(JsonFields json) {
    requireList(json, "projects");
    return new ProjectPage(
        each(json, "projects", AnswerAdapters::project), pagination(json.object("pagination")));
  }

  private static Project project(JsonFields json) {
    return new Project(
        json.requireText("id"),
        json.text("title"),
        json.text("description"),
        map(json.text("status"), ProjectStatus::new),
        json.text("final_output_url"),
        map(json.text("aspect_ratio"), AspectRatio::new),
        json.number("target_duration_seconds"),
        json.text("product_url"),
        json.time("created_at"),
        json.time("updated_at"),
        json.text("quality"),
        json.text("tone"),
        json.text("energy"),
        json.text("pacing"),
        json.text("caption_style"),
        json.text("content_mode"));
  }

  private static ProjectDetails projectDetails(JsonFields json) {
    JsonFields project = json.object("project");
    if (project == null) {
      throw new JsonDataException("project is missing");
    }
    return new ProjectDetails(project(project), each(json, "scenes", AnswerAdapters::scene));
  }

  private static Scene scene(JsonFields json) {
    return new Scene(
        json.text("id"),
        json.integer("scene_order"),
        json.text("prompt"),
        json.text("script_text"),
        json.text("output_url"),
        json.text("status"),
        json.text("avatar_id"),
        json.number("duration_seconds"),
        json.time("created_at"),
        json.time("updated_at"));
  }

  private static PublishReceipt receipt(JsonFields json) {
    return new PublishReceipt(
        json.requireText("postId"),
        map(json.text("status"), PublishStatus::new),
        each(json, "platforms", AnswerAdapters::platformPost),
        json);
  }

  private static Publication publication(JsonFields json) {
    return new Publication(
        json.text("postId"),
        map(json.text("status"), PublishStatus::new),
        each(json, "platforms", AnswerAdapters::platformPost),
        json);
  }

  private static PlatformPost platformPost(JsonFields json) {
    return new PlatformPost(
        map(json.text("platform"), Platform::new),
        map(json.text("status"), PublishStatus::new),
        json);
  }

  private static AccountList accounts(JsonFields json) {
    requireList(json, "accounts");
    return new AccountList(
        each(
            json,
            "accounts",
            account ->
                new Account(
                    account.requireText("id"),
                    map(account.text("platform"), Platform::new),
                    account.text("username"),
                    account.text("displayName"),
                    account.text("avatarUrl"),
                    account.whole("followersCount"))));
  }

  private static AnalyticsPage analyticsPage(JsonFields json) {
    requireList(json, "posts");
    JsonFields overview = json.object("overview");
    return new AnalyticsPage(
        each(json, "posts", AnswerAdapters::post),
        pagination(json.object("pagination")),
        overview == null
            ? null
            : new AnalyticsOverview(
                overview.whole("totalImpressions"),
                overview.whole("totalEngagement"),
                overview.number("avgEngagementRate")));
  }

  private static AnalyticsPost post(JsonFields json) {
    JsonFields metrics = json.object("analytics");
    return new AnalyticsPost(
        json.text("_id"),
        json.text("content"),
        json.time("publishedAt"),
        map(json.text("platform"), Platform::new),
        metrics == null
            ? null
            : new PostMetrics(
                metrics.whole("impressions"),
                metrics.whole("reach"),
                metrics.whole("likes"),
                metrics.whole("comments"),
                metrics.whole("shares"),
                metrics.whole("saves"),
                metrics.whole("clicks"),
                metrics.whole("views"),
                metrics.number("engagementRate")));
  }

  private static @Nullable Pagination pagination(@Nullable JsonFields json) {
    return json == null
        ? null
        : new Pagination(
            json.integer("page"),
            json.integer("limit"),
            json.integer("total"),
            json.integer("totalPages"),
            json.flag("hasMore"));
  }

  /** A page without its list must not pass for the empty one that ends a listing. */
  private static void requireList(JsonFields json, String name) {
    if (!(json.asMap().get(name) instanceof List<?>)) {
      throw new JsonDataException(name + " is missing");
    }
  }

  private static <T> List<T> each(JsonFields json, String name, Function<JsonFields, T> model) {
    return json.objects(name).stream().map(model).toList();
  }

  private static <T> @Nullable T map(@Nullable String text, Function<String, T> model) {
    return text == null ? null : model.apply(text);
  }

  private static final class WithOffset extends JsonAdapter<OffsetDateTime> {
    @Override
    public OffsetDateTime fromJson(JsonReader reader) throws IOException {
      return OffsetDateTime.parse(reader.nextString());
    }

    @Override
    public void toJson(JsonWriter writer, @Nullable OffsetDateTime value) throws IOException {
      writer.value(value == null ? null : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(value));
    }
  }
}
