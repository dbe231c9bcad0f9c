package dev.videogen.core.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.videogen.core.endpoint.CallInfo;
import dev.videogen.core.errors.RateLimit;
import dev.videogen.core.testing.RecordedTime;
import dev.videogen.core.time.Timekeeper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlidingWindowThrottleTest {
  private static final CallInfo CALL = CallInfo.free("p", "e", "POST");
  private static final Duration WINDOW = Duration.ofSeconds(60);

  private final HandTime time = new HandTime();

  private SlidingWindowThrottle throttle(int limit) {
    return new SlidingWindowThrottle(limit, WINDOW, time, call -> call.method().equals("POST"));
  }

  /** An arrival, or a caller that comes back when it was told to. */
  private record Event(long at, int caller) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void noWindowEverHoldsMoreThanTheLimitAndNobodyStarves(long seed) {
    Random random = new Random(seed);
    int limit = 1 + random.nextInt(30);
    int callers = 400;
    SlidingWindowThrottle throttle = throttle(limit);
    PriorityQueue<Event> events =
        new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingInt(Event::caller));
    long at = 0;
    for (int caller = 0; caller < callers; caller++) {
      at += random.nextInt(4) == 0 ? (long) (random.nextDouble() * 20e9) : 0;
      events.add(new Event(at, caller));
    }
    Throttle.Turn[] turns = new Throttle.Turn[callers];
    List<Long> passed = new ArrayList<>();
    List<Integer> order = new ArrayList<>();
    while (!events.isEmpty()) {
      Event event = events.remove();
      time.nanos = Math.max(time.nanos, event.at);
      Throttle.Turn turn = turns[event.caller];
      if (turn == null) {
        turn = throttle.join(CALL);
        turns[event.caller] = turn;
      } else if (random.nextInt(20) == 0) {
        turn.giveBack();
        continue;
      }
      Duration delay = turn.delay();
      if (delay.isZero()) {
        passed.add(time.nanos);
        order.add(event.caller);
      } else {
        // A caller may come back late, never early.
        long late = random.nextInt(3) == 0 ? random.nextInt(1_000_000_000) : 0;
        events.add(new Event(time.nanos + delay.toNanos() + late, event.caller));
      }
    }

    for (int i = limit; i < passed.size(); i++) {
      assertThat(passed.get(i) - passed.get(i - limit)).isGreaterThanOrEqualTo(WINDOW.toNanos());
    }
    assertThat(passed.size()).isGreaterThan(callers / 2);
    for (int i = 0; i < order.size(); i++) {
      assertThat(Math.abs(order.get(i) - i)).as("overtaken").isLessThan(callers / 2);
    }
  }

  @Test
  void callersPassInTheOrderTheyCame() {
    SlidingWindowThrottle throttle = throttle(1);
    assertThat(throttle.join(CALL).delay()).isZero();
    Throttle.Turn second = throttle.join(CALL);
    Throttle.Turn third = throttle.join(CALL);

    assertThat(third.delay()).isEqualTo(WINDOW.multipliedBy(2));
    assertThat(second.delay()).isEqualTo(WINDOW);
    time.nanos += WINDOW.toNanos();
    assertThat(third.delay()).isEqualTo(WINDOW);
    assertThat(second.delay()).isZero();
    assertThat(third.delay()).isEqualTo(WINDOW);
  }

  @Test
  void aPlaceGivenBackIsFree() {
    SlidingWindowThrottle throttle = throttle(1);
    Throttle.Turn first = throttle.join(CALL);
    assertThat(first.delay()).isZero();
    first.giveBack();

    assertThat(throttle.join(CALL).delay()).isZero();
  }

  @Test
  void itTakesOverTheLimitThatTheServiceNames() {
    SlidingWindowThrottle throttle = throttle(30);
    throttle.join(CALL).delay();
    throttle.learn(CALL, new RateLimit(2, null, null, null, null));

    assertThat(throttle.join(CALL).delay()).isZero();
    assertThat(throttle.join(CALL).delay()).isEqualTo(WINDOW);
  }

  @Test
  void whatOthersUsedCountsUntilTheReset() {
    SlidingWindowThrottle throttle = throttle(30);
    throttle.join(CALL).delay();
    throttle.learn(CALL, new RateLimit(30, 0, 30, Duration.ofSeconds(20), null));

    assertThat(throttle.join(CALL).delay()).isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void itsOwnCallsAreNotCountedTwice() {
    SlidingWindowThrottle throttle = throttle(3);
    throttle.join(CALL).delay();
    throttle.join(CALL).delay();
    throttle.learn(CALL, new RateLimit(3, 2, 1, null, null));

    assertThat(throttle.join(CALL).delay()).isZero();
  }

  @Test
  void whatIsNotCountedPassesAtOnce() {
    SlidingWindowThrottle throttle = throttle(1);
    CallInfo read = CallInfo.free("p", "e", "GET");
    for (int i = 0; i < 5; i++) {
      assertThat(throttle.join(read).delay()).isZero();
    }
    assertThat(throttle.join(CALL).delay()).isZero();
  }

  private static final class HandTime implements Timekeeper {
    private long nanos;

    @Override
    public Instant now() {
      return Instant.EPOCH.plusNanos(nanos);
    }

    @Override
    public long nanoTime() {
      return nanos;
    }

    @Override
    public Alarm pause(Duration length, Runnable then) {
      throw new AssertionError("a throttle doesn't wait");
    }

    @Override
    public Alarm limit(Duration length, Runnable then) {
      throw new AssertionError("a throttle doesn't wait");
    }

    @Override
    public double random() {
      return 0;
    }
  }

  @Test
  void aLimitOfBillionsOutOfAnAnswerFillsNoMemory() {
    RecordedTime time = new RecordedTime();
    CallInfo call = CallInfo.next("test", "", "buy", "POST", true);
    Throttle throttle = new SlidingWindowThrottle(30, Duration.ofMinutes(30), time, any -> true);
    throttle.learn(call, new RateLimit(Integer.MAX_VALUE, 0, null, null, null));

    assertThat(throttle.join(call).delay()).isPositive();
  }

  private void pass(SlidingWindowThrottle throttle, int seconds) {
    time.nanos = Duration.ofSeconds(seconds).toNanos();
    assertThat(throttle.join(CALL).delay()).isZero();
  }

  private static List<Duration> delays(SlidingWindowThrottle throttle, int callers) {
    List<Throttle.Turn> turns = new ArrayList<>();
    for (int i = 0; i < callers; i++) {
      turns.add(throttle.join(CALL));
    }
    return turns.stream().map(Throttle.Turn::delay).toList();
  }

  private static List<Duration> seconds(int... numbers) {
    return Arrays.stream(numbers).mapToObj(Duration::ofSeconds).toList();
  }

  @Test
  void itTellsHowFullTheWindowIs() {
    SlidingWindowThrottle throttle = throttle(3);
    pass(throttle, 0);
    pass(throttle, 10);
    assertThat(throttle.used()).isEqualTo(2);
    assertThat(throttle.limit()).isEqualTo(3);

    time.nanos = WINDOW.toNanos();
    assertThat(throttle.used()).isEqualTo(1);
  }

  @Test
  void placesAreFreedInTheOrderInWhichTheyWereTaken() {
    SlidingWindowThrottle throttle = throttle(3);
    pass(throttle, 0);
    pass(throttle, 10);
    pass(throttle, 20);

    assertThat(delays(throttle, 7)).isEqualTo(seconds(40, 50, 60, 100, 110, 120, 160));
  }

  @Test
  void behindARefusalAWindowIsFilledAfterTheOther() {
    SlidingWindowThrottle throttle = throttle(2);
    throttle.refused(CALL, Duration.ofSeconds(10));

    assertThat(delays(throttle, 5)).isEqualTo(seconds(10, 10, 70, 70, 130));
  }

  @Test
  void aRefusalEndsAtItsMoment() {
    SlidingWindowThrottle throttle = throttle(2);
    throttle.refused(CALL, Duration.ofSeconds(10));
    Throttle.Turn turn = throttle.join(CALL);

    time.nanos = Duration.ofSeconds(10).toNanos() - 1;
    assertThat(turn.delay()).isEqualTo(Duration.ofNanos(1));
    time.nanos++;
    assertThat(turn.delay()).isZero();
  }

  @Test
  void aRefusalCountsFromNow() {
    SlidingWindowThrottle throttle = throttle(2);
    pass(throttle, 30);
    throttle.refused(CALL, Duration.ofSeconds(10));

    assertThat(delays(throttle, 1)).isEqualTo(seconds(10));
    assertThat(throttle.used()).isZero();
  }

  @Test
  void whoWaitsHearsThatItMayBeSooner() {
    SlidingWindowThrottle throttle = throttle(1);
    Throttle.Turn first = throttle.join(CALL);
    first.delay();
    AtomicInteger heard = new AtomicInteger();
    for (int change = 1; change <= 2; change++) {
      Throttle.Turn waiting = throttle.join(CALL);
      waiting.delay();
      waiting.onChange(heard::incrementAndGet);
      if (change == 1) {
        first.giveBack();
      } else {
        throttle.refused(CALL, Duration.ofSeconds(1));
      }
      assertThat(heard).hasValue(change);
    }
  }

  @Test
  void newsThatComesBeforeOneListensIsHeard() {
    SlidingWindowThrottle throttle = throttle(1);
    Throttle.Turn first = throttle.join(CALL);
    first.delay();
    Throttle.Turn waiting = throttle.join(CALL);
    waiting.delay();
    first.giveBack();
    AtomicInteger heard = new AtomicInteger();
    waiting.onChange(heard::incrementAndGet);

    assertThat(heard).hasValue(1);
  }

  @Test
  void paidCallsGoBeforeOthersAndFirstComeFirstServed() {
    SlidingWindowThrottle throttle = throttle(1);
    pass(throttle, 0);
    Throttle.Turn free = throttle.join(CALL);
    CallInfo paying = CallInfo.next("p", "", "e", "POST", true);
    Throttle.Turn paid = throttle.join(paying);
    Throttle.Turn paidLater = throttle.join(paying);

    assertThat(paid.delay()).isEqualTo(WINDOW);
    assertThat(paidLater.delay()).isEqualTo(WINDOW.multipliedBy(2));
    assertThat(free.delay()).isEqualTo(WINDOW.multipliedBy(3));
  }

  @Test
  void whatOthersUsedGoesWithTheResetAndOnesOwnWithTheWindow() {
    SlidingWindowThrottle throttle = throttle(2);
    pass(throttle, 50);
    throttle.learn(CALL, new RateLimit(2, 0, null, Duration.ofSeconds(5), null));

    assertThat(throttle.used()).isEqualTo(2);
    assertThat(delays(throttle, 2)).isEqualTo(seconds(5, 60));
  }

  @Test
  void whatIsNewsOfOthersIsToldFromWhatHasLeftTheWindow() {
    SlidingWindowThrottle throttle = throttle(2);
    pass(throttle, 0);
    pass(throttle, 0);
    time.nanos = WINDOW.toNanos();
    throttle.learn(CALL, new RateLimit(2, 1, null, null, null));

    assertThat(throttle.used()).isEqualTo(1);
  }

  @Test
  void aLimitOfZeroIsNoLimit() {
    SlidingWindowThrottle throttle = throttle(2);
    throttle.learn(CALL, new RateLimit(0, null, null, null, null));

    assertThat(throttle.limit()).isEqualTo(2);
  }

  @Test
  void aResetBeyondTheWindowIsNotBelieved() {
    SlidingWindowThrottle throttle = throttle(1);
    throttle.learn(CALL, new RateLimit(1, 0, null, WINDOW.multipliedBy(9), null));

    assertThat(delays(throttle, 1)).isEqualTo(seconds(60));
  }
}
