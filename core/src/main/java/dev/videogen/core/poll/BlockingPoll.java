package dev.videogen.core.poll;

import dev.videogen.core.errors.CallCanceledException;
import dev.videogen.core.errors.HookFailedException;
import dev.videogen.core.time.Timekeeper;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;

/** A wait on the calling thread. */
final class BlockingPoll<T> extends PollRun<T> {
  private volatile @Nullable CountDownLatch waking;

  BlockingPoll(Poller poller, Polling<T> polling) {
    super(poller, polling);
  }

  T await() throws IOException {
    begin();
    try {
      Duration pause = polling.schedule.delayAfter(0);
      while (true) {
        rest(pause);
        Call<T> look = nextLook();
        if (look == null) {
          throw canceled();
        }
        T answer = null;
        PollDecision next;
        try {
          answer = Objects.requireNonNull(look.execute().body());
          next = answered(answer);
        } catch (HookFailedException ended) {
          throw ended;
        } catch (IOException failure) {
          next = failed(failure);
        }
        if (next instanceof PollDecision.Again again) {
          pause = again.delay();
        } else if (next instanceof PollDecision.TimedOut) {
          throw timedOut();
        } else {
          return Objects.requireNonNull(answer);
        }
      }
    } finally {
      poller.ended(this);
    }
  }

  private void rest(Duration pause) throws IOException {
    CountDownLatch wake = new CountDownLatch(1);
    waking = wake;
    if (!isStopped()) {
      Timekeeper.Alarm alarm = poller.time().pause(pause, wake::countDown);
      try {
        wake.await();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        stop(CallCanceledException.By.INTERRUPT);
      } finally {
        alarm.cancel();
      }
    }
    if (isStopped()) {
      throw canceled();
    }
  }

  @Override
  void wake() {
    CountDownLatch wake = waking;
    if (wake != null) {
      wake.countDown();
    }
  }
}
