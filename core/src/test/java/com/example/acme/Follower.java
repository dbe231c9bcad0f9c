package com.example.acme;

import dev.videogen.core.endpoint.CallInfo;
import dev.videogen.core.errors.Attempt;
import dev.videogen.core.observe.CallFailure;
import dev.videogen.core.observe.CallObserver;
import dev.videogen.core.observe.CallSuccess;
import dev.videogen.core.observe.Tags;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Writes down what it hears of one call, and names the call on each thread that carries it. */
final class Follower implements CallObserver {
  static final ThreadLocal<String> CURRENT = new ThreadLocal<>();

  final CallInfo call;
  final Tags tags;
  final String startedWithin;
  final Thread startedBy = Thread.currentThread();
  final List<String> events = new CopyOnWriteArrayList<>();
  final AtomicInteger opened = new AtomicInteger();
  final AtomicInteger closed = new AtomicInteger();
  volatile CallSuccess success;
  volatile CallFailure failure;

  Follower(CallInfo call, Tags tags) {
    this.call = call;
    this.tags = tags;
    this.startedWithin = CURRENT.get();
  }

  @Override
  public Scope scope() {
    String before = CURRENT.get();
    CURRENT.set(call.id());
    opened.incrementAndGet();
    return () -> {
      closed.incrementAndGet();
      if (before == null) {
        CURRENT.remove();
      } else {
        CURRENT.set(before);
      }
    };
  }

  private void hear(String event) {
    events.add(call.id().equals(CURRENT.get()) ? event : event + " outside of its scope");
  }

  @Override
  public void throttled(Duration wait) {
    hear("throttled " + wait.toSeconds() + " s");
  }

  @Override
  public void attemptStarted(int attempt) {
    hear("attempt " + attempt);
  }

  @Override
  public void attemptFailed(Attempt attempt, boolean retried) {
    hear(
        "failed "
            + attempt.number()
            + (retried ? ", retried after " + attempt.waitAfter().toSeconds() + " s" : ""));
  }

  @Override
  public void succeeded(CallSuccess end) {
    success = end;
    hear("succeeded");
  }

  @Override
  public void failed(CallFailure end) {
    failure = end;
    hear("failed for good");
  }
}
