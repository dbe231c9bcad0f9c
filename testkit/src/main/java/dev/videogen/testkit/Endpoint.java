package dev.videogen.testkit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Every documented endpoint of both services, and the downloads of the media host. */
public enum Endpoint {
  /** Nano Banana: a video from a prompt. */
  TEXT_TO_VIDEO("nanobanana", "textToVideo", "POST", "text-to-video.php"),
  /** Nano Banana: a video from an image. */
  IMAGE_TO_VIDEO("nanobanana", "imageToVideo", "POST", "image-to-video.php"),
  /** Nano Banana: what became of a video. */
  VIDEO_STATUS("nanobanana", "videoStatus", "GET", "video-status.php"),
  /** Nouvel: start a job. */
  GENERATE("nouvel", "generate", "POST", "generate"),
  /** Nouvel: one job. */
  JOB("nouvel", "job", "GET", "jobs/{id}"),
  /** Nouvel: the list of projects. */
  PROJECTS("nouvel", "projects", "GET", "projects"),
  /** Nouvel: one project with its scenes. */
  PROJECT("nouvel", "project", "GET", "projects/{id}"),
  /** Nouvel: publish a project. */
  PUBLISH("nouvel", "publish", "POST", "publish"),
  /** Nouvel: one publication. */
  POST("nouvel", "post", "GET", "publish/{id}"),
  /** Nouvel: connected social accounts. */
  ACCOUNTS("nouvel", "accounts", "GET", "accounts"),
  /** Nouvel: figures by post. */
  ANALYTICS("nouvel", "analytics", "GET", "analytics"),
  /** Nouvel: figures by day. */
  DAILY_ANALYTICS("nouvel", "dailyAnalytics", "GET", "analytics/daily"),
  /** Nouvel: follower counts. */
  FOLLOWERS("nouvel", "followers", "GET", "analytics/followers"),
  /** Nouvel: one turn of the copilot. */
  COPILOT_CHAT("nouvel", "copilotChat", "POST", "copilot/chat"),
  /** The media host that both services' results point to. */
  DOWNLOAD("media", "download", "GET", "{id}");

  private static final String BASE = "/api/v1/";

  private final String service;
  private final String id;
  private final String method;
  private final String path;
  private final Pattern pattern;

  Endpoint(String service, String id, String method, String path) {
    this.service = service;
    this.id = id;
    this.method = method;
    this.path = path;
    String any = service.equals("media") ? ".+" : "[^/]+";
    String base = service.equals("media") ? "/" : BASE;
    this.pattern =
        Pattern.compile(Pattern.quote(base + path).replace("{id}", "\\E(" + any + ")\\Q"));
  }

  /** The service it belongs to: {@code nanobanana}, {@code nouvel} or {@code media}. */
  public String service() {
    return service;
  }

  /** Its name in fixtures and reports, such as {@code textToVideo}. */
  public String id() {
    return id;
  }

  /** The HTTP method it takes. */
  public String method() {
    return method;
  }

  /** Its path below the base URL, such as {@code jobs/{id}}. */
  public String path() {
    return path;
  }

  /**
   * The endpoint of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Endpoint of(String id) {
    for (Endpoint endpoint : values()) {
      if (endpoint.id.equals(id)) {
        return endpoint;
      }
    }
    throw new IllegalArgumentException("endpoint: no such name: " + id);
  }

  /** The encoded text at {@code {id}}, an empty text if the path has none, null if no match. */
  @Nullable String match(String encodedPath) {
    Matcher matcher = pattern.matcher(encodedPath);
    if (!matcher.matches()) {
      return null;
    }
    return matcher.groupCount() == 0 ? "" : matcher.group(1);
  }
}
