package dev.videogen.core.errors;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The text of {@link ApiException#supportReport()}. */
final class SupportReport {
  private static final int BODY = 1024;

  private SupportReport() {}

  static String of(ApiException exception, Failure failure) {
    StringBuilder report = new StringBuilder();
    line(report, "provider", exception.provider());
    line(report, "endpoint", exception.method() + " " + exception.endpoint());
    line(report, "time", exception.time());
    line(report, "status", exception.status() == 0 ? "no response" : exception.status());
    line(report, "request id", exception.requestId() == null ? "none" : exception.requestId());
    line(report, "code", failure.code == null ? null : failure.code.name());
    line(report, "error", exception.error());
    line(report, "reason", exception.reason());
    for (Map.Entry<String, Object> entry : failure.json().entrySet()) {
      if (!entry.getKey().equals("error") && !entry.getKey().equals("reason")) {
        line(report, entry.getKey(), entry.getValue());
      }
    }
    String body = exception.body();
    if (failure.json().isEmpty() && body != null) {
      line(report, "body", body.substring(0, Math.min(body.length(), BODY)));
    }
    line(report, "attempts", Math.max(1, exception.attempts().size()));
    return report.toString();
  }

  private static void line(StringBuilder report, String name, @Nullable Object value) {
    if (value != null) {
      report.append(name).append(": ").append(Failure.oneLine(value.toString())).append('\n');
    }
  }
}
