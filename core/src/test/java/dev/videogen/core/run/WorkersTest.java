package dev.videogen.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.videogen.core.time.DaemonThreads;
import dev.videogen.core.time.Timekeeper;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {
  @Test
  void aTaskThatInterruptsItsOwnThreadInterruptsNoOtherTask() throws Exception {
    Workers workers = new Workers(Timekeeper.system());
    CountDownLatch queued = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(40);
    Queue<Boolean> interrupted = new ConcurrentLinkedQueue<>();
    for (int i = 0; i < 4; i++) {
      workers.execute(
          () -> {
            awaitQuietly(queued);
            Thread.currentThread().interrupt();
          });
    }
    for (int i = 0; i < 40; i++) {
      workers.execute(
          () -> {
            interrupted.add(Thread.currentThread().isInterrupted());
            done.countDown();
          });
    }
    queued.countDown();

    assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(interrupted).hasSize(40).doesNotContain(true);
    workers.close();
  }

  /** What hangs on a future may be told of a paid call, and must be run however late. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 40})
  void whatIsQueuedIsRunOnceTheMachineHasRoomForThreadsAgain(int refused) throws Exception {
    HeldAlarms time = new HeldAlarms();
    AtomicInteger left = new AtomicInteger(refused);
    ThreadFactory threads = DaemonThreads.named("videogen-worker");
    Workers workers =
        new Workers(
            time,
            task -> {
              if (left.getAndDecrement() > 0) {
                throw new OutOfMemoryError("unable to create native thread");
              }
              return threads.newThread(task);
            });
    CountDownLatch done = new CountDownLatch(8);
    for (int i = 0; i < 8; i++) {
      workers.execute(done::countDown);
    }

    for (Runnable alarm = time.next(); alarm != null && left.get() >= 0; alarm = time.next()) {
      alarm.run();
    }

    assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    workers.close();
  }

  private static final class HeldAlarms implements Timekeeper {
    private final Queue<Runnable> alarms = new ConcurrentLinkedQueue<>();

    Runnable next() {
      return alarms.poll();
    }

    @Override
    public Instant now() {
      return Instant.EPOCH;
    }

    @Override
    public long nanoTime() {
      return 0;
    }

    @Override
    public Alarm pause(Duration length, Runnable then) {
      alarms.add(then);
      return () -> alarms.remove(then);
    }

    @Override
    public Alarm limit(Duration length, Runnable then) {
      return pause(length, then);
    }

    @Override
    public double random() {
      return 0;
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      boolean unused = latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
