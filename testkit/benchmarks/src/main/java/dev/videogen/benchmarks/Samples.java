package dev.videogen.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The responses that the services document. */
final class Samples {
  static final String VIDEO_STATUS =
      """
      {
        "success": true,
        "video": {
          "id": "vid_a1b2c3d4e5f6",
          "status": "completed",
          "title": "Text to Video",
          "description": "A cinematic aerial shot of a golden beach at sunset",
          "mode": "text-to-video",
          "resolution": "1080p",
          "duration_seconds": 5,
          "output_url": "https://cdn.nanobananavideo.com/videos/vid_a1b2c3.mp4",
          "thumbnail_url": "https://cdn.nanobananavideo.com/thumbs/vid_a1b2c3.jpg",
          "credits_used": 7,
          "created_at": "2026-05-05T16:00:00Z",
          "updated_at": "2026-05-05T16:00:07Z",
          "processing_started_at": "2026-05-05T16:00:01Z",
          "processing_completed_at": "2026-05-05T16:00:07Z"
        }
      }
      """;

  static final String GENERATED_VIDEO =
      """
      {
        "success": true,
        "video_id": "vid_a1b2c3d4e5f6",
        "video_url": "https://cdn.nanobananavideo.com/videos/vid_a1b2c3.mp4",
        "thumbnail_url": "https://cdn.nanobananavideo.com/thumbs/vid_a1b2c3.jpg",
        "credits_used": 7,
        "rate_limit": {
          "count": 1,
          "limit": 30,
          "remaining": 29,
          "reset_in_seconds": 1800,
          "reset_at": "2026-05-05T18:30:00Z"
        }
      }
      """;

  static final String TOO_MANY =
      """
      {"success": false, "error": "Rate limit exceeded. Maximum 30 requests per 30 minutes."}
      """;

  static final String RUNNING_JOB =
      """
      {
        "jobId": "550e8400-e29b-41d4-a716-446655440000",
        "status": "running", "overallProgress": 42, "stage": "video",
        "totalProjects": 2, "completedProjects": 0, "failedProjects": 0,
        "projects": [{"id": "8d0f3c1e-0000-4000-8000-000000000001", "title": "Protein Powder Ad",
                      "status": "generating", "progress": 45}],
        "completedDetails": []
      }
      """;

  static final String PARTIAL_JOB =
      """
      {
        "jobId": "550e8400-e29b-41d4-a716-446655440000",
        "status": "partial", "overallProgress": 100, "stage": "stitching",
        "totalProjects": 2, "completedProjects": 1, "failedProjects": 1,
        "projects": [],
        "completedDetails": [
          {"projectId": "8d0f3c1e-0000-4000-8000-000000000001", "title": "A",
           "url": "https://example.com/products/protein-powder",
           "finalOutputUrl": "https://cdn.example/a.mp4", "description": null,
           "status": "completed", "aspectRatio": "9:16", "durationSeconds": 15,
           "sceneCount": 4, "script": "..."},
          {"projectId": "8d0f3c1e-0000-4000-8000-000000000002", "title": "B",
           "url": "https://example.com/products/protein-powder",
           "finalOutputUrl": null, "description": null, "status": "failed",
           "aspectRatio": null, "durationSeconds": null, "sceneCount": 0, "script": null}
        ]
      }
      """;

  private Samples() {}

  /** A whole HTTP response. */
  static byte[] response(String status, String headers, String sample) {
    String json = sample.strip();
    String head =
        "HTTP/1.1 "
            + status
            + "\r\n"
            + headers
            + "Content-Type: application/json\r\nContent-Length: "
            + json.getBytes(UTF_8).length
            + "\r\n\r\n";
    return (head + json).getBytes(UTF_8);
  }

  static byte[] ok(String json) {
    return response("200 OK", "", json);
  }
}
