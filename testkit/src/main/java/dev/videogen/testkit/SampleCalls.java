package dev.videogen.testkit;

/** For each endpoint the smallest request that its service takes; ids are the fake's first ones. */
final class SampleCalls {
  static final String VIDEO = "vid_a1b2c3d4e5f6";
  static final String JOB = "550e8400-e29b-41d4-a716-446655440000";
  static final String PROJECT = "8d0f3c1e-0000-4000-8000-000000000001";
  static final String POST = "6612f1a2b3c4d5e6f7891234";

  private SampleCalls() {}

  /** The path with its query, below the base URL. */
  static String path(Endpoint endpoint) {
    return switch (endpoint) {
      case VIDEO_STATUS -> endpoint.path() + "?video_id=" + VIDEO;
      case JOB -> endpoint.path().replace("{id}", JOB);
      case PROJECT -> endpoint.path().replace("{id}", PROJECT);
      case POST -> endpoint.path().replace("{id}", POST);
      case DOWNLOAD -> endpoint.path().replace("{id}", "videos/" + VIDEO + ".mp4");
      default -> endpoint.path();
    };
  }

  /** The JSON of a POST, an empty text for a GET. */
  static String body(Endpoint endpoint) {
    return switch (endpoint) {
      case TEXT_TO_VIDEO -> "{\"prompt\":\"A street food vendor at a night market\"}";
      case IMAGE_TO_VIDEO -> "{\"image_url\":\"https://example.com/my-product-photo.jpg\"}";
      case GENERATE ->
          "{\"urls\":[\"https://example.com/products/protein-powder\"],\"variantCount\":1}";
      case PUBLISH ->
          "{\"projectId\":\""
              + PROJECT
              + "\",\"platforms\":[{\"platform\":\"instagram\","
              + "\"accountId\":\"6612f1a2b3c4d5e6f7890123\",\"caption\":\"New\"}]}";
      case COPILOT_CHAT -> "{\"messages\":[{\"role\":\"user\",\"content\":\"Write a caption\"}]}";
      default -> "";
    };
  }
}
