package dev.videogen.testkit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import mockwebserver3.MockResponse;
import org.jspecify.annotations.Nullable;

/**
 * What one endpoint answers next: scripted turns in their order, then the fake's own rules.
 *
 * <pre>{@code
 * server.onGenerate().respond(NouvelErrors.RATE_LIMITED).times(2).respond(Fault.EMPTY_500).thenBehave();
 * }</pre>
 *
 * <p>A scripted refusal (a status of 3xx or 4xx) replaces the fake's work. Any other answer
 * replaces only what is said about it: the request is checked, a job made, a generation charged.
 * Safe for use by many threads.
 */
public final class Script {
  private final boolean http2;
  private final Deque<Turn> turns = new ArrayDeque<>();
  private @Nullable Turn forever;

  Script(boolean http2) {
    this.http2 = http2;
  }

  /** Next, answer this error. */
  public Script respond(DocumentedError error) {
    return respond(error.fixture());
  }

  /** Next, answer this variant of an error. */
  public Script respond(ErrorFixture error) {
    return add(new Turn(null, error.toMockResponse(), CannedResponse.label(error), false));
  }

  /**
   * Next, answer this. Its effects on the response work; those on the request ({@code
   * onRequestStart}, {@code onRequestBody}) come too late here, {@link Fault} has them.
   */
  public Script respond(MockResponse response) {
    return add(new Turn(null, response, response.getStatus(), false));
  }

  /**
   * Next, let this go wrong.
   *
   * @throws IllegalArgumentException if the server's HTTP version does not know the fault
   */
  public Script respond(Fault fault) {
    if (http2 ? fault.onlyHttp1() : fault.onlyHttp2()) {
      throw new IllegalArgumentException(
          "fault: " + fault + " is for HTTP/" + (http2 ? 1 : 2) + ", the server speaks the other");
    }
    return add(new Turn(fault, null, fault.name(), false));
  }

  /** Next, behave once, before further scripted turns. */
  public Script behave() {
    return add(new Turn(null, null, "", false));
  }

  /**
   * The last turn happens that often in all.
   *
   * @throws IllegalArgumentException if the number is not positive
   * @throws IllegalStateException if there is no turn left to repeat
   */
  public synchronized Script times(int number) {
    if (number < 1) {
      throw new IllegalArgumentException("times: must be at least 1, is " + number);
    }
    Turn last = last();
    for (int i = 1; i < number; i++) {
      turns.addLast(last);
    }
    return this;
  }

  /**
   * The last turn replaces the fake's work, whatever its status: nothing is made or charged, as
   * when a service fails before it has taken an order.
   *
   * @throws IllegalStateException if there is no turn, or it behaves
   */
  public synchronized Script withoutWork() {
    Turn last = last();
    if (last.behaves()) {
      throw new IllegalStateException("the last turn behaves, and that is work");
    }
    turns.removeLast();
    turns.addLast(new Turn(last.fault(), last.response(), last.label(), true));
    return this;
  }

  /**
   * The last turn happens on every request from then on.
   *
   * @throws IllegalStateException if there is no turn left to repeat
   */
  public synchronized Script always() {
    forever = last();
    return this;
  }

  /** After the scripted turns, behave: the default, and the end of an {@link #always()}. */
  public synchronized void thenBehave() {
    forever = null;
  }

  /** Takes back every scripted turn, {@link #always()} too: from now on it behaves. */
  public synchronized Script clear() {
    turns.clear();
    forever = null;
    return this;
  }

  /** What is to come, in words. */
  synchronized List<String> pending() {
    List<String> words = new ArrayList<>();
    turns.forEach(it -> words.add(it.words()));
    if (forever != null) {
      words.add(forever.words() + ", always");
    }
    return words;
  }

  /** The turn of this request; null means to behave. */
  synchronized @Nullable Turn next() {
    Turn turn = turns.isEmpty() ? forever : turns.removeFirst();
    return turn == null || turn.behaves() ? null : turn;
  }

  /** Whether the next request gets that fault. */
  synchronized boolean nextIs(Fault fault) {
    Turn turn = turns.isEmpty() ? forever : turns.peekFirst();
    return turn != null && turn.fault() == fault;
  }

  private synchronized Script add(Turn turn) {
    turns.addLast(turn);
    return this;
  }

  private Turn last() {
    Turn last = turns.peekLast();
    if (last == null) {
      throw new IllegalStateException("no turn to repeat: call respond() or behave() first");
    }
    return last;
  }

  /** One scripted turn: a fault, or a response, or neither. */
  record Turn(
      @Nullable Fault fault, @Nullable MockResponse response, String label, boolean withoutWork) {
    boolean behaves() {
      return fault == null && response == null;
    }

    String words() {
      return behaves() ? "as documented" : label;
    }

    /** Whether the service did its work before this turn took the answer's place. */
    boolean followsWork() {
      if (withoutWork) {
        return false;
      }
      if (fault != null) {
        return fault.followsWork();
      }
      return response == null || !response.getStatus().matches("\\S+ [34]\\d\\d\\b.*");
    }
  }
}
