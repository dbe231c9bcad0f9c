package dev.videogen.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.videogen.core.time.Timekeeper;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

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

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      boolean unused = latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
