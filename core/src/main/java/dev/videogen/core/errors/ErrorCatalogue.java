package dev.videogen.core.errors;

import dev.videogen.core.annotations.ProviderApi;
import dev.videogen.core.endpoint.CallInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All documented failures of a service, and how to read its error responses. Immutable.
 *
 * <p>The first code that {@linkplain DocumentedErrorCode#matches matches} a response names it;
 * where none does, the status alone decides the type, and the code is the provider's "unrecognised"
 * one.
 */
@ProviderApi
public final class ErrorCatalogue {
  private final DocumentedErrorCode unrecognised;
  private final List<DocumentedErrorCode> codes;
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
  public static Builder builder(DocumentedErrorCode unrecognised) {
    return new Builder(unrecognised);
  }

  /**
   * Reads a response: its code, wait and rate limit, and the advice that goes with them.
   *
   * @param call the call that it ends
   * @param now our time
   */
  public Failure.Builder describe(ErrorResponse response, CallInfo call, Instant now) {
    DocumentedErrorCode code = codeOf(response);
    return Failure.builder(call, now)
        .response(response)
        .code(code)
        .ownFormat(envelope.test(response))
        .rateLimit(rateLimitOf(response))
        .retryAfter(waitOf(response))
        .advice(
            code == unrecognised ? StatusMeaning.of(response.status()).advice() : code.advice());
  }

  /** The exception for a failure that a response tells of. */
  public ApiException toException(Failure failure) {
    return failure.code instanceof DocumentedErrorCode code && code != unrecognised
        ? code.toException(failure)
        : StatusMeaning.of(failure.status).toException(failure);
  }

  private DocumentedErrorCode codeOf(ErrorResponse response) {
    for (DocumentedErrorCode code : codes) {
      if (code.matches(response)) {
        return code;
      }
    }
    return unrecognised;
  }

  private @Nullable Duration waitOf(ErrorResponse response) {
    Duration header = ServerWait.fromHeader(response.headers(), response.time());
    if (header != null && !longerWaitWins) {
      return header;
    }
    Duration body = bodyWait.apply(response);
    if (header == null || body == null) {
      return header == null ? body : header;
    }
    return header.compareTo(body) >= 0 ? header : body;
  }

  private @Nullable RateLimit rateLimitOf(ErrorResponse response) {
    RateLimit body = bodyRateLimit.apply(response);
    RateLimit header = RateLimit.from(response.headers());
    return body == null ? header : body.orElse(header);
  }

  /** A catalogue under construction. */
  public static final class Builder {
    private final DocumentedErrorCode unrecognised;
    private List<DocumentedErrorCode> codes = List.of();
    private Predicate<ErrorResponse> envelope = response -> response.error() != null;
    private Function<ErrorResponse, @Nullable Duration> bodyWait = response -> null;
    private Function<ErrorResponse, @Nullable RateLimit> bodyRateLimit = response -> null;
    private boolean longerWaitWins;

    private Builder(DocumentedErrorCode unrecognised) {
      this.unrecognised = unrecognised;
    }

    /** The documented codes, the more specific first. */
    public Builder codes(DocumentedErrorCode... codes) {
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
