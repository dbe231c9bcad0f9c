package dev.videogen.core.errors;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The text of {@link ApiException#supportReport()}. */
final class SupportReport {
  private static final int BODY = 1024;

  private SupportReport() {}

  static String of(Failure failure, int attempts) {
    StringBuilder report = new StringBuilder();
    ErrorResponse response = failure.response();
    String id = response == null ? null : response.requestId();
    line(report, "provider", failure.call.provider());
    line(report, "endpoint", failure.call.method() + " " + failure.call.endpoint());
    line(report, "time", failure.time);
    line(report, "status", response == null ? "no response" : response.status());
    line(report, "request id", id == null ? "none" : id);
    line(report, "code", failure.code == null ? null : failure.code.name());
    line(report, "error", failure.error);
    line(report, "reason", failure.reason);
    for (Map.Entry<String, Object> entry : failure.json().entrySet()) {
      if (!entry.getKey().equals("error") && !entry.getKey().equals("reason")) {
        line(report, entry.getKey(), entry.getValue());
      }
    }
    if (response != null && failure.json().isEmpty()) {
      String body = response.body();
      line(report, "body", body.substring(0, Math.min(body.length(), BODY)));
    }
    line(report, "attempts", Math.max(1, attempts));
    return report.toString();
  }

  private static void line(StringBuilder report, String name, @Nullable Object value) {
    if (value != null) {
      report.append(name).append(": ").append(Failure.oneLine(value.toString())).append('\n');
    }
  }
}
