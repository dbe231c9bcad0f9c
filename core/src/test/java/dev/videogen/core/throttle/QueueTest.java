package dev.videogen.core.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.videogen.core.endpoint.CallInfo;
import dev.videogen.core.testing.RecordedTime;
import dev.videogen.core.throttle.Throttle.Turn;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class QueueTest {
  private static final CallInfo READ = CallInfo.free("test", "read", "GET");

  private final RecordedTime time = new RecordedTime();
  private final SlidingWindowThrottle throttle =
      new SlidingWindowThrottle(1, Duration.ofSeconds(10), time, call -> true);

  @Test
  void whoLeavesTheHeadOfTheQueueLetsTheNextGoWhenItWouldHaveGone() {
    assertThat(throttle.join(READ).delay()).isZero();
    Turn head = throttle.join(READ);
    Turn next = throttle.join(READ);
    AtomicInteger woken = new AtomicInteger();
    Duration own = head.delay();
    assertThat(next.delay()).isGreaterThan(Duration.ofSeconds(10));
    next.onChange(woken::incrementAndGet);
    head.giveBack();

    assertThat(woken).hasValue(1);
    assertThat(next.delay()).isLessThanOrEqualTo(own);
  }

  @Test
  void aNewcomerDoesNotOvertakeTheFirstInLineWhileThatSleeps() {
    Turn passed = throttle.join(READ);
    assertThat(passed.delay()).isZero();
    Turn first = throttle.join(READ);
    AtomicInteger woken = new AtomicInteger();
    assertThat(first.delay()).isPositive();
    first.onChange(woken::incrementAndGet);
    passed.giveBack();
    Turn newcomer = throttle.join(READ);

    assertThat(newcomer.delay()).isPositive();
    assertThat(woken).hasValue(1);
    assertThat(first.delay()).isZero();
  }
}
