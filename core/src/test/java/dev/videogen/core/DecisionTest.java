package dev.videogen.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.videogen.core.Decision.Again;
import dev.videogen.core.Decision.GiveUp;
import dev.videogen.core.Decision.Outcome;
import dev.videogen.core.Decision.Reason;
import dev.videogen.core.endpoint.Billable.ServerFaults;
import dev.videogen.core.endpoint.Endpoint;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecisionTest {
  private static final Endpoint READ = endpoint(false, ServerFaults.FINAL);
  private static final Endpoint FINAL = endpoint(true, ServerFaults.FINAL);
  private static final Endpoint RETRYABLE = endpoint(true, ServerFaults.RETRYABLE);
  private static final Endpoint NEVER = endpoint(true, ServerFaults.NEVER_RETRIED);

  private static Endpoint endpoint(boolean billable, ServerFaults faults) {
    return new Endpoint("e", billable, faults, Duration.ofSeconds(30), null, Map.of());
  }

  private static Outcome answered(int status, boolean enveloped) {
    return new Outcome(status, enveloped, true, false, null);
  }

  private static Outcome refused(@Nullable Duration wait) {
    return new Outcome(429, true, true, false, wait);
  }

  private static Decision decide(Endpoint endpoint, Outcome outcome) {
    return Decision.decide(BackoffPolicy.DEFAULT, endpoint, outcome, 1, null, 0);
  }

  private static Decision withRule(BillableRetry rule, Endpoint endpoint, Outcome outcome) {
    return Decision.decide(BackoffPolicy.DEFAULT.withBillable(rule), endpoint, outcome, 1, null, 0);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "3, 4", "4, 8", "7, 60", "60, 60"})
  void ownWaitDoublesUpToItsLongest(int failed, int seconds) {
    Decision decision =
        Decision.decide(
            BackoffPolicy.DEFAULT.withMaxAttempts(100), READ, answered(500, true), failed, null, 0);

    assertThat(decision).isEqualTo(new Again(Duration.ofSeconds(seconds)));
  }

  @Test
  void ownWaitHasFullJitter() {
    assertThat(Decision.decide(BackoffPolicy.DEFAULT, READ, answered(500, true), 3, null, 0.75))
        .isEqualTo(new Again(Duration.ofSeconds(1)));
  }

  @Test
  void jitterOnlyAddsToTheServersWait() {
    assertThat(Decision.decide(BackoffPolicy.DEFAULT, READ, refused(seconds(20)), 1, null, 0.5))
        .isEqualTo(new Again(Duration.ofSeconds(21)));
    assertThat(decide(READ, refused(seconds(20)))).isEqualTo(new Again(seconds(20)));
  }

  @Test
  void jitterIsDroppedWhereItAloneWouldPassTheDeadline() {
    assertThat(
            Decision.decide(
                BackoffPolicy.DEFAULT,
                READ,
                refused(seconds(20)),
                1,
                Duration.ofMillis(20_500),
                0.9))
        .isEqualTo(new Again(seconds(20)));
  }

  @Test
  void aWaitAboveTheCapIsNotShortened() {
    assertThat(decide(READ, refused(seconds(61))))
        .isEqualTo(new GiveUp(Reason.WAIT_TOO_LONG, seconds(61)));
  }

  @Test
  void aWaitPastTheDeadlineIsNotShortened() {
    assertThat(
            Decision.decide(BackoffPolicy.DEFAULT, READ, refused(seconds(20)), 1, seconds(20), 0))
        .isEqualTo(new GiveUp(Reason.DEADLINE, seconds(20)));
  }

  @Test
  void aRefusalThatNamesNoWaitTakesThePolicys() {
    BackoffPolicy policy = BackoffPolicy.DEFAULT.withUnnamedRefusalWait(seconds(60));

    assertThat(Decision.decide(policy, FINAL, refused(null), 3, null, 0))
        .isEqualTo(new Again(seconds(60)));
    assertThat(decide(FINAL, refused(null))).isEqualTo(new Again(seconds(1)));
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 500, 501, 502, 503, 504, 529, 599})
  void readsAreRepeated(int status) {
    assertThat(decide(READ, answered(status, false))).isInstanceOf(Again.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 301, 307, 400, 401, 402, 403, 404, 405, 409, 410, 418, 422, 451})
  void whatRepeatingCannotMendIsFinal(int status) {
    for (Endpoint endpoint : new Endpoint[] {READ, FINAL, RETRYABLE, NEVER}) {
      assertThat(withRule(BillableRetry.EVERY_5XX, endpoint, answered(status, true)))
          .isEqualTo(new GiveUp(Reason.NOT_REPEATABLE, null));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 301, 408, 425, 404, 500, 503})
  void refusalsOnlyNeverRepeatsABillableRequestThatWasAnswered(int status) {
    for (Endpoint endpoint : new Endpoint[] {FINAL, RETRYABLE, NEVER}) {
      assertThat(withRule(BillableRetry.REFUSALS_ONLY, endpoint, answered(status, true)))
          .isInstanceOf(GiveUp.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "AS_DOCUMENTED, true, false, true, false",
    "AS_DOCUMENTED, false, false, false, false",
    "EVERY_5XX, true, true, true, false",
    "EVERY_5XX, false, true, true, false",
    "REFUSALS_ONLY, true, false, false, false",
  })
  void anAnswered5xxFollowsRuleAndEndpoint(
      BillableRetry rule,
      boolean enveloped,
      boolean whenFinal,
      boolean whenRepeatable,
      boolean whenNever) {
    assertThat(withRule(rule, FINAL, answered(500, enveloped)) instanceof Again)
        .isEqualTo(whenFinal);
    assertThat(withRule(rule, RETRYABLE, answered(500, enveloped)) instanceof Again)
        .isEqualTo(whenRepeatable);
    assertThat(withRule(rule, NEVER, answered(500, enveloped)) instanceof Again)
        .isEqualTo(whenNever);
  }

  @Test
  void aBillableRequestWithoutAnAnswerIsRepeatedOnlyIfItNeverLeft() {
    for (BillableRetry rule : BillableRetry.values()) {
      for (Endpoint endpoint : new Endpoint[] {FINAL, RETRYABLE, NEVER}) {
        assertThat(withRule(rule, endpoint, new Outcome(0, false, true, false, null)))
            .isInstanceOf(GiveUp.class);
        assertThat(withRule(rule, endpoint, new Outcome(0, false, false, false, null)))
            .isInstanceOf(Again.class);
      }
    }
  }

  @Test
  void theLastAttemptIsTheLast() {
    assertThat(Decision.decide(BackoffPolicy.DEFAULT, READ, answered(500, true), 4, null, 0))
        .isEqualTo(new GiveUp(Reason.ATTEMPTS, null));
  }

  @Test
  void whatIsHopelessIsNotRepeated() {
    assertThat(decide(READ, new Outcome(429, true, true, true, null))).isInstanceOf(GiveUp.class);
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }
}
