package dev.videogen.core.errors;

import dev.videogen.core.annotations.ProviderApi;
import dev.videogen.core.endpoint.CallInfo;
import dev.videogen.core.time.StopReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The facts of one failure, from which an {@link ApiException} is made. Immutable.
 *
 * <p>For authors of providers: exceptions of your own take one in their constructor, and read what
 * is theirs from {@link #json()}.
 */
@ProviderApi
public final class Failure {
  private static final int MESSAGE_TEXT = 300;

  /** Line breaks and terminal controls would forge log lines; others hide or reorder text. */
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

  final CallInfo call;
  final Instant time;
  final @Nullable ErrorResponse response;
  final @Nullable ErrorCode code;
  final boolean ownFormat;
  final @Nullable RateLimit rateLimit;
  final @Nullable Duration retryAfter;
  final int status;
  final @Nullable String error;
  final @Nullable String reason;
  final String advice;
  final Charge charge;
  final @Nullable StopReason stopReason;
  final @Nullable Throwable cause;

  private Failure(Builder builder) {
    this.call = builder.call;
    this.time = builder.time;
    this.response = builder.response;
    this.code = builder.code;
    this.ownFormat = builder.ownFormat;
    this.rateLimit = builder.rateLimit;
    this.retryAfter = builder.retryAfter;
    this.status = response == null ? 0 : response.status();
    this.error = builder.error != null || response == null ? builder.error : response.error();
    this.reason = response == null ? null : response.reason();
    this.advice = builder.advice;
    this.charge = builder.charge;
    this.stopReason = builder.stopReason;
    this.cause = builder.cause;
  }

  /**
   * A refusal of one's own, before anything was sent, for an exception that an interceptor throws:
   *
   * <pre>{@code
   * final class BudgetSpent extends ApiException {
   *   BudgetSpent(CallInfo call) {
   *     super(Failure.refusal(call, Instant.now(), "the day's budget is spent", "Come back tomorrow."));
   *   }
   * }
   * }</pre>
   *
   * <p>It reaches the caller as it is, and is never retried. If attempts before it may have been
   * charged, {@link ApiException#charge} says so.
   *
   * @param error what was refused
   * @param advice what to do now, in one sentence
   */
  public static Failure refusal(CallInfo call, Instant time, String error, String advice) {
    return builder(call, time).error(error).advice(advice).build();
  }

  /** A failure of this call, known at this time. */
  public static Builder builder(CallInfo call, Instant time) {
    return new Builder(call, time);
  }

  /** The response that tells of the failure, or null if none came. */
  public @Nullable ErrorResponse response() {
    return response;
  }

  /** Whether the service itself responded, in its own error format, and not a gateway before it. */
  public boolean ownFormat() {
    return ownFormat;
  }

  /** The response body's fields; none without a response, or if it isn't a JSON object. */
  public Map<String, Object> json() {
    return response == null ? Map.of() : response.json();
  }

  /** One line for people: who, what, the service's own words, and what to do. */
  String message() {
    StringBuilder line =
        new StringBuilder(call.provider()).append(' ').append(call.endpoint()).append(": ");
    if (status != 0) {
      line.append(status).append(' ');
    }
    if (code != null) {
      line.append(code.name()).append(' ');
    }
    if (error != null) {
      line.append('"').append(oneLine(error)).append("\" ");
    }
    if (reason != null && !reason.equals(error)) {
      line.append('(').append(oneLine(reason)).append(") ");
    }
    return line.append("- ").append(advice).toString();
  }

  /**
   * A text of the service's as it may stand in a log: one printable line, at most 300 characters.
   */
  public static String oneLine(String text) {
    String line = UNPRINTABLE.matcher(text).replaceAll(" ").strip();
    return line.length() <= MESSAGE_TEXT ? line : line.substring(0, MESSAGE_TEXT) + "...";
  }

  /** A duration as messages write it, such as {@code 1.5 s}. */
  public static String seconds(Duration duration) {
    // A user's throttle may say forever, whose milliseconds don't fit a long.
    long whole = duration.toSeconds();
    return (whole > Long.MAX_VALUE / 1000 ? whole : duration.toMillis() / 1000.0) + " s";
  }

  /** Without the response: its texts are for whoever asks for them. */
  @Override
  public String toString() {
    return "Failure[" + call.provider() + " " + call.endpoint() + " " + status + " " + code + "]";
  }

  /** A failure under construction. */
  public static final class Builder {
    private final CallInfo call;
    private final Instant time;
    private @Nullable ErrorResponse response;
    private @Nullable ErrorCode code;
    private boolean ownFormat;
    private @Nullable RateLimit rateLimit;
    private @Nullable Duration retryAfter;
    private @Nullable String error;
    private String advice = "";
    private Charge charge = Charge.NONE;
    private @Nullable StopReason stopReason;
    private @Nullable Throwable cause;

    private Builder(CallInfo call, Instant time) {
      this.call = call;
      this.time = time;
    }

    /** The response that tells of it. */
    public Builder response(ErrorResponse response) {
      this.response = response;
      return this;
    }

    /** The provider's code for it. */
    public Builder code(ErrorCode code) {
      this.code = code;
      return this;
    }

    /** Whether the service itself responded, in its own error format, and no gateway. */
    public Builder ownFormat(boolean ownFormat) {
      this.ownFormat = ownFormat;
      return this;
    }

    /** What the response says of the rate limit. */
    public Builder rateLimit(@Nullable RateLimit rateLimit) {
      this.rateLimit = rateLimit;
      return this;
    }

    /** How long to wait before the next attempt. */
    public Builder retryAfter(@Nullable Duration retryAfter) {
      this.retryAfter = retryAfter;
      return this;
    }

    /** What failed, where the response doesn't say it in its own {@code error}. */
    public Builder error(@Nullable String error) {
      this.error = error;
      return this;
    }

    /** What to do now, in one sentence. */
    public Builder advice(String advice) {
      this.advice = advice;
      return this;
    }

    /** Whether it may have spent money. */
    public Builder charge(Charge charge) {
      this.charge = charge;
      return this;
    }

    /** What ended it before its time. */
    public Builder stopReason(@Nullable StopReason stopReason) {
      this.stopReason = stopReason;
      return this;
    }

    /** What lies beneath. */
    public Builder cause(@Nullable Throwable cause) {
      this.cause = cause;
      return this;
    }

    /** The finished facts. */
    public Failure build() {
      return new Failure(this);
    }
  }
}
