package dev.videogen.core.errors;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A call that failed. The subtypes are cut by what the caller does next; {@link #code()} tells the
 * documented message apart, {@link #advice()} says what to do, and {@link #charge()} whether money
 * may have been spent.
 *
 * <p>Neither the key nor the prompt is in any of its parts. A provider may add subtypes.
 */
public class ApiException extends IOException {
  private static final long serialVersionUID = 1L;
  private static final int REPORT_BODY = 1024;

  private final transient Failure failure;
  private transient volatile List<Attempt> attempts = List.of();

  /** Makes the exception from its facts. */
  public ApiException(Failure failure) {
    super(failure.message(), failure.cause());
    this.failure = failure;
  }

  /** The service's name. */
  public final String provider() {
    return failure.provider();
  }

  /** The endpoint's name: that of the interface method. */
  public final String endpoint() {
    return failure.endpoint();
  }

  /** The HTTP method. */
  public final String method() {
    return failure.method();
  }

  /** The HTTP status, or 0 if there was no answer. */
  public final int status() {
    return failure.status();
  }

  /** The provider's code for the failure, or null if there was no answer to decode. */
  public final @Nullable ErrorCode code() {
    return failure.code();
  }

  /** The service's {@code error} text, untouched, or what failed if there was no answer. */
  public final @Nullable String error() {
    return failure.error();
  }

  /** The service's {@code reason} text, untouched, or null. */
  public final @Nullable String reason() {
    return failure.reason();
  }

  /** The service's id of the request, or null if no header had one. */
  public final @Nullable String requestId() {
    return failure.requestId();
  }

  /** The answer's headers; none if there was no answer. */
  public final Headers headers() {
    return failure.headers();
  }

  /** The answer's body as text, at most 64 KiB of it, or null. */
  public final @Nullable String body() {
    return failure.body();
  }

  /** Whether {@link #body()} is only the beginning. */
  public final boolean bodyTruncated() {
    return failure.bodyTruncated();
  }

  /** How long the service asks to wait before another try, or null if it doesn't say. */
  public final @Nullable Duration retryAfter() {
    return failure.retryAfter();
  }

  /** What the answer says of the rate limit, or null. */
  public final @Nullable RateLimit rateLimit() {
    return failure.rateLimit();
  }

  /** When the failure was known. */
  public final Instant time() {
    return failure.time();
  }

  /** What to do now, in one sentence. */
  public final String advice() {
    return failure.advice();
  }

  /** Whether this call, all its attempts together, may have spent money. */
  public final Charge charge() {
    Charge charge = failure.charge();
    for (Attempt attempt : attempts) {
      charge = charge.or(attempt.charge());
    }
    return charge;
  }

  /** All attempts that the call made, in order, this failure's own last. */
  public final List<Attempt> attempts() {
    return attempts;
  }

  /** The facts this exception was made from, for providers' subtypes. */
  protected final Failure failure() {
    return failure;
  }

  public final Failure facts() {
    return failure;
  }

  /**
   * What is serialized: a plain {@code IOException} with the message and the stack trace. Headers,
   * codes and attempts belong to the process that made the call.
   */
  protected final Object writeReplace() {
    IOException plain = new IOException(getMessage());
    plain.setStackTrace(getStackTrace());
    return plain;
  }

  public final void record(List<Attempt> made) {
    attempts = List.copyOf(made);
  }

  /**
   * A block to paste into a message to the provider's support: what was called, what was answered,
   * when, and the request id. It holds no key and no request.
   */
  public final String supportReport() {
    StringBuilder report = new StringBuilder();
    line(report, "provider", failure.provider());
    line(report, "endpoint", failure.method() + " " + failure.endpoint());
    line(report, "time", failure.time());
    line(report, "status", failure.status() == 0 ? "no answer" : failure.status());
    line(report, "request id", failure.requestId() == null ? "none" : failure.requestId());
    line(report, "code", failure.code() == null ? null : failure.code().name());
    line(report, "error", failure.error());
    line(report, "reason", failure.reason());
    for (Map.Entry<String, Object> entry : failure.json().entrySet()) {
      if (!entry.getKey().equals("error") && !entry.getKey().equals("reason")) {
        line(report, entry.getKey(), entry.getValue());
      }
    }
    if (failure.json().isEmpty() && failure.body() != null) {
      String body = failure.body();
      line(report, "body", body.substring(0, Math.min(body.length(), REPORT_BODY)));
    }
    line(report, "attempts", Math.max(1, attempts.size()));
    return report.toString();
  }

  private static void line(StringBuilder report, String name, @Nullable Object value) {
    if (value != null) {
      report.append(name).append(": ").append(Failure.oneLine(value.toString())).append('\n');
    }
  }
}
