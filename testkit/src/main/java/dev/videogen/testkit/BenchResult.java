package dev.videogen.testkit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an interceptor behaved on the {@link InterceptorBench}. The assertions among its methods
 * return this, or throw an {@link AssertionError} with all that was seen.
 *
 * @param status the HTTP status that the caller got, 0 if none
 * @param body what the caller read, an empty text if nothing
 * @param failure what the interceptor threw, or else the call, null if neither did
 * @param runs how often the interceptor ran
 * @param attempts what it sent down the chain, in order
 * @param unclosed how many responses it was given and left open; the one that it returned is not
 *     among them, for the caller closes that
 * @param interruptKept whether the thread's interrupt could still be seen when it ended, or it
 *     threw an {@link java.io.InterruptedIOException}; always true without an interrupt
 * @param requests what arrived at the server
 */
public record BenchResult(
    int status,
    String body,
    @Nullable Throwable failure,
    int runs,
    List<Attempt> attempts,
    int unclosed,
    boolean interruptKept,
    List<ReceivedRequest> requests) {

  /**
   * One {@code chain.proceed()} of the interceptor's.
   *
   * @param method the HTTP method it sent
   * @param path the encoded path it sent, without the query
   * @param status the HTTP status that it was given, 0 if none
   * @param failure what it was given instead, null if it got a status
   */
  public record Attempt(String method, String path, int status, @Nullable Throwable failure) {}

  /** The interceptor ran exactly so often. */
  public BenchResult ran(int times) {
    return expect(runs == times, "runs: " + times);
  }

  /** It was given exactly these HTTP statuses, in that order; 0 stands for a failure. */
  public BenchResult saw(Integer... statuses) {
    List<Integer> seen = attempts.stream().map(Attempt::status).toList();
    return expect(seen.equals(List.of(statuses)), "statuses seen: " + List.of(statuses));
  }

  /** The server received exactly so many requests, those that OkHttp itself repeats included. */
  public BenchResult sent(int number) {
    return expect(requests.size() == number, "requests at the server: " + number);
  }

  /** The caller got this HTTP status. */
  public BenchResult returned(int expected) {
    return expect(status == expected, "returned: " + expected);
  }

  /** The interceptor, or the call, ended with an exception of that type. */
  public BenchResult failedWith(Class<? extends Throwable> type) {
    return expect(type.isInstance(failure), "failure: " + type.getName());
  }

  /** Every response that the interceptor opened and did not return is closed. */
  public BenchResult closedEverything() {
    return expect(unclosed == 0, "responses left open: 0");
  }

  /** The interrupt was passed on, and nothing was sent after it. */
  public BenchResult honouredInterrupt() {
    expect(attempts.size() <= 1, "attempts after the interrupt: 0");
    return expect(interruptKept, "the interrupt to be passed on");
  }

  private BenchResult expect(boolean met, String expected) {
    if (!met) {
      throw new AssertionError("expected " + expected + "\nbut was " + this, failure);
    }
    return this;
  }
}
