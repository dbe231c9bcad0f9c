package dev.videogen.core.errors;

import dev.videogen.core.time.StopReason;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A call that failed. The subtypes are cut by what the caller does next; {@link #code()} tells the
 * documented message apart, {@link #advice()} says what to do, and {@link #charge()} whether money
 * may have been spent.
 *
 * <pre>{@code
 * try {
 *   nouvel.api().generate(request).execute();
 * } catch (QuotaExceededException e) {
 *   buyCredits(e.billingPage());
 * } catch (OutcomeUnknownException e) {
 *   markAsPossiblyPaid(e.advice());
 * } catch (ApiException e) {
 *   log.error(e.supportReport());
 * }
 * }</pre>
 *
 * <p>Neither the key nor the prompt is in any of its parts. A provider may add subtypes.
 */
public class ApiException extends IOException {
  private static final long serialVersionUID = 1L;
  private static final Headers NO_HEADERS = Headers.of();

  private final transient Failure failure;
  private transient volatile History history = History.NONE;
  private transient volatile Charge charge;

  /** Makes the exception from its facts. */
  public ApiException(Failure failure) {
    super(failure.message(), failure.cause);
    this.failure = failure;
    this.charge = failure.charge;
  }

  /** The service's name. */
  public final String provider() {
    return failure.call.provider();
  }

  /** The endpoint's name: that of the interface method. */
  public final String endpoint() {
    return failure.call.endpoint();
  }

  /** The HTTP method. */
  public final String method() {
    return failure.call.method();
  }

  /** The HTTP status, or 0 if there was no response. */
  public final int status() {
    return failure.status;
  }

  /** The provider's code for the failure, or null if there was no response to decode. */
  public final @Nullable ErrorCode code() {
    return failure.code;
  }

  /** The service's {@code error} text, untouched, or what failed if it gave none. */
  public final @Nullable String error() {
    return failure.error;
  }

  /** The service's {@code reason} text, untouched, or null. */
  public final @Nullable String reason() {
    return failure.reason;
  }

  /** The service's id of the request, or null if no header had one. */
  public final @Nullable String requestId() {
    return failure.response == null ? null : failure.response.requestId();
  }

  /** The response's headers; none if there was no response. */
  public final Headers headers() {
    return failure.response == null ? NO_HEADERS : failure.response.headers();
  }

  /** The response's body as text, at most 64 KiB of it, or null. */
  public final @Nullable String body() {
    return failure.response == null ? null : failure.response.body();
  }

  /** Whether {@link #body()} is only the beginning. */
  public final boolean bodyTruncated() {
    return failure.response != null && failure.response.bodyTruncated();
  }

  /** Whether the service itself responded, in its own error format, and not a gateway before it. */
  public final boolean isInOwnFormat() {
    return failure.ownFormat;
  }

  /** How long to wait before another attempt, or null if unknown. */
  public @Nullable Duration retryAfter() {
    Duration planned = history.plannedWait();
    return failure.retryAfter != null ? failure.retryAfter : planned;
  }

  /** Whether {@link #retryAfter()} is what the service, or the client's throttle, names. */
  public final boolean isWaitNamed() {
    return failure.retryAfter != null;
  }

  /** What the response says of the rate limit, or null. */
  public final @Nullable RateLimit rateLimit() {
    return failure.rateLimit;
  }

  /** What ended the call before its time, or null if it came to its own end. */
  public final @Nullable StopReason stopReason() {
    return failure.stopReason;
  }

  /** When the failure was known. */
  public final Instant time() {
    return failure.time;
  }

  /** What to do now, in one sentence. */
  public final String advice() {
    String paid = history.adviceAfterPayment();
    return paid != null ? paid : failure.advice;
  }

  /** Whether this call, all its attempts together, may have spent money. */
  public final Charge charge() {
    return charge;
  }

  /**
   * How many of the attempts may have been charged; more than one only after a documented retry.
   */
  public final int possibleCharges() {
    return Math.max(history.possibleCharges(), failure.charge == Charge.NONE ? 0 : 1);
  }

  /** All attempts that the call made, in order, this failure's own last. */
  public final List<Attempt> attempts() {
    return history.attempts();
  }

  /**
   * What was accepted, and is paid for, before this failed: a helper that pays first and then waits
   * keeps it here. Null if nothing was.
   */
  public final @Nullable Object accepted() {
    return history.accepted();
  }

  /** The facts this exception was made from, for providers' subtypes. */
  protected final Failure failure() {
    return failure;
  }

  /** Adds what is known only when the whole call has ended; for this library. */
  public final void record(History whole) {
    history = whole;
    charge = failure.charge.or(whole.charge());
  }

  /** What has been recorded so far; for this library. */
  public final History history() {
    return history;
  }

  @Override
  public @Nullable String getMessage() {
    return super.getMessage() + history.remark();
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

  /**
   * A block to paste into a message to the provider's support: what was called, the response, when,
   * and the request id. It holds no key and no request.
   */
  public final String supportReport() {
    return SupportReport.of(failure, attempts().size());
  }
}
