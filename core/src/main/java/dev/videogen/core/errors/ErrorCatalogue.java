package dev.videogen.core.errors;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * All documented failures of a service, and how to read its error answers. Immutable.
 *
 * <p>The first code that {@linkplain ErrorCode#matches matches} an answer names it; where none
 * does, the status alone decides the type, and the code is the provider's "unrecognised" one.
 */
public final class ErrorCatalogue {
  private static final List<String> REQUEST_ID_HEADERS =
      List.of("X-Request-Id", "Request-Id", "X-Correlation-Id", "X-Amzn-RequestId", "CF-Ray");

  private final ErrorCode unrecognised;
  private final List<ErrorCode> codes;
  private final Predicate<ErrorResponse> envelope;
  private final Function<ErrorResponse, @Nullable Duration> bodyWait;
  private final Function<ErrorResponse, @Nullable RateLimit> bodyRateLimit;
  private final boolean longerWaitWins;

  private ErrorCatalogue(Builder builder) {
    this.unrecognised = builder.unrecognised;
    this.codes = builder.codes;
    this.envelope = builder.envelope;
    this.bodyWait = builder.bodyWait;
    this.bodyRateLimit = builder.bodyRateLimit;
    this.longerWaitWins = builder.longerWaitWins;
  }

  /** A catalogue under construction; {@code unrecognised} stands for what no code matches. */
  public static Builder builder(ErrorCode unrecognised) {
    return new Builder(unrecognised);
  }

  /** Whether the service itself answered, in its own error format. */
  public boolean isEnveloped(ErrorResponse answer) {
    return envelope.test(answer);
  }

  public ErrorCode codeOf(ErrorResponse answer) {
    for (ErrorCode code : codes) {
      if (code.matches(answer)) {
        return code;
      }
    }
    return unrecognised;
  }

  public boolean isUnrecognised(ErrorCode code) {
    return code == unrecognised;
  }

  public @Nullable Duration waitOf(ErrorResponse answer) {
    Duration header = ServerWait.fromHeader(answer.headers(), answer.time());
    if (header != null && !longerWaitWins) {
      return header;
    }
    Duration body = bodyWait.apply(answer);
    if (header == null || body == null) {
      return header == null ? body : header;
    }
    return header.compareTo(body) >= 0 ? header : body;
  }

  public @Nullable RateLimit rateLimitOf(ErrorResponse answer) {
    RateLimit body = bodyRateLimit.apply(answer);
    RateLimit header = RateLimit.from(answer.headers());
    return body == null ? header : body.orElse(header);
  }

  public static @Nullable String requestId(Headers headers) {
    for (String name : REQUEST_ID_HEADERS) {
      String id = headers.get(name);
      if (id != null && !id.isBlank()) {
        return id;
      }
    }
    return null;
  }

  /** A catalogue under construction. */
  public static final class Builder {
    private final ErrorCode unrecognised;
    private List<ErrorCode> codes = List.of();
    private Predicate<ErrorResponse> envelope = answer -> answer.error() != null;
    private Function<ErrorResponse, @Nullable Duration> bodyWait = answer -> null;
    private Function<ErrorResponse, @Nullable RateLimit> bodyRateLimit = answer -> null;
    private boolean longerWaitWins;

    private Builder(ErrorCode unrecognised) {
      this.unrecognised = unrecognised;
    }

    /** The documented codes, the more specific first. */
    public Builder codes(ErrorCode... codes) {
      this.codes = List.of(codes);
      return this;
    }

    /** How the service's own error format is told from a gateway's; by default it has an error. */
    public Builder envelope(Predicate<ErrorResponse> envelope) {
      this.envelope = envelope;
      return this;
    }

    /** Where a body names a wait; used if {@code Retry-After} doesn't. */
    public Builder bodyWait(Function<ErrorResponse, @Nullable Duration> bodyWait) {
      this.bodyWait = bodyWait;
      return this;
    }

    /** Where a body tells the rate limit. */
    public Builder bodyRateLimit(Function<ErrorResponse, @Nullable RateLimit> bodyRateLimit) {
      this.bodyRateLimit = bodyRateLimit;
      return this;
    }

    /** Takes the longer of header's and body's wait, where a service names both. */
    public Builder longerWaitWins() {
      this.longerWaitWins = true;
      return this;
    }

    /** The finished catalogue. */
    public ErrorCatalogue build() {
      return new ErrorCatalogue(this);
    }
  }
}
