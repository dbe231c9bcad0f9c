package dev.videogen.core.endpoint;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.Request;

/**
 * Which call an event or a request belongs to. A wait and a download have one of their own.
 *
 * <pre>{@code
 * Interceptor capped =
 *     chain -> {
 *       CallInfo call = CallInfo.of(chain.request());
 *       if (call.billable() && call.attempt() == 1 && spent.incrementAndGet() > 20) {
 *         throw new BudgetSpent(call);
 *       }
 *       return chain.proceed(chain.request());
 *     };
 * }</pre>
 *
 * @param kind whether it is a call, a wait or a download
 * @param provider the service's name
 * @param account the caller's name for whose account pays; never the API key
 * @param endpoint the endpoint's name, which is that of the interface method; of a wait or a
 *     download that of the client's method
 * @param method the HTTP method
 * @param billable whether it spends money, or must not happen twice for another reason
 * @param number counts the calls of this process, with all attempts of one as one; 0 if it is none
 *     of a client's
 * @param attempt which attempt a request is of, counted from 1; 0 where it isn't about a request
 */
public record CallInfo(
    Kind kind,
    String provider,
    String account,
    String endpoint,
    String method,
    boolean billable,
    long number,
    int attempt) {
  private static final AtomicLong NUMBERS = new AtomicLong();
  private static final String PROCESS = UUID.randomUUID().toString().substring(0, 8);

  /** What it is. */
  public enum Kind {
    /** A call to an endpoint, with all its attempts. */
    CALL,
    /** A wait, whose polls are calls. */
    WAIT,
    /** A file that is fetched. */
    DOWNLOAD
  }

  /** One more call of this process. */
  public static CallInfo next(
      String provider, String account, String endpoint, String method, boolean billable) {
    return next(Kind.CALL, provider, account, endpoint, method, billable);
  }

  /** One more wait or download of this process: it costs nothing by itself. */
  public static CallInfo next(Kind kind, String provider, String account, String name) {
    return next(kind, provider, account, name, "GET", false);
  }

  private static CallInfo next(
      Kind kind,
      String provider,
      String account,
      String endpoint,
      String method,
      boolean billable) {
    return new CallInfo(
        kind, provider, account, endpoint, method, billable, NUMBERS.incrementAndGet(), 0);
  }

  /** A call that costs nothing. */
  public static CallInfo free(String provider, String endpoint, String method) {
    return new CallInfo(Kind.CALL, provider, "", endpoint, method, false, 0, 0);
  }

  /**
   * Which call a request is an attempt of, for interceptors. A request that no client of this
   * library made is described as far as it tells: by its host, method and path, and as billable
   * unless it is GET or HEAD.
   */
  public static CallInfo of(Request request) {
    CallInfo told = request.tag(CallInfo.class);
    if (told != null) {
      return told;
    }
    Endpoint asked = Endpoint.of(request);
    return new CallInfo(
        Kind.CALL,
        request.url().host(),
        "",
        asked.name(),
        request.method(),
        asked.billable(),
        0,
        0);
  }

  /** The same, of one attempt. */
  public CallInfo ofAttempt(int counted) {
    return new CallInfo(kind, provider, account, endpoint, method, billable, number, counted);
  }

  /** The call's id, the same for all its attempts and for no other call, for logs and traces. */
  public String id() {
    return PROCESS + "-" + number;
  }
}
