package dev.videogen.core;

import java.time.Duration;

/**
 * Looks now and then whether a thread that is busy in a call has been interrupted, and ends the
 * call if so: a socket read doesn't notice interrupts.
 */
final class InterruptWatch implements Runnable {
  private static final Duration INTERVAL = Duration.ofMillis(50);

  private final Thread thread;
  private final BackoffCalls calls;
  private final BackoffCall call;
  private Timekeeper.Alarm alarm = () -> {};
  private boolean done;

  InterruptWatch(Thread thread, BackoffCalls calls, BackoffCall call) {
    this.thread = thread;
    this.calls = calls;
    this.call = call;
  }

  synchronized void arm() {
    if (thread.isInterrupted()) {
      call.stop(Stop.INTERRUPT);
    } else if (!done) {
      alarm = Timekeeper.system().limit(INTERVAL, this);
    }
  }

  @Override
  public void run() {
    if (thread.isInterrupted()) {
      calls.resume(this::arm);
    } else {
      arm();
    }
  }

  synchronized void disarm() {
    done = true;
    alarm.cancel();
  }
}
