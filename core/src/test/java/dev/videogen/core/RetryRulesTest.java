package dev.videogen.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.failsafe.Execution;
import dev.videogen.core.RetryRules.Outcome;
import dev.videogen.core.SentRequests.Fate;
import dev.videogen.core.Troubles.Prospect;
import dev.videogen.core.endpoint.Billable.ServerFaults;
import dev.videogen.core.endpoint.BillableRetry;
import dev.videogen.core.endpoint.CallInfo;
import dev.videogen.core.endpoint.Endpoint;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryRulesTest {
  private static final Endpoint READ = endpoint(false, ServerFaults.FINAL);
  private static final Endpoint FINAL = endpoint(true, ServerFaults.FINAL);
  private static final Endpoint RETRYABLE = endpoint(true, ServerFaults.RETRYABLE);
  private static final Endpoint NEVER = endpoint(true, ServerFaults.NEVER_RETRIED);
  private static final BackoffPolicy POLICY = BackoffPolicy.DEFAULT;

  private static Endpoint endpoint(boolean billable, ServerFaults faults) {
    return new Endpoint("e", billable, faults, 1, Duration.ofSeconds(30), List.of());
  }

  private static Outcome outcome(
      BackoffPolicy policy,
      Endpoint endpoint,
      int status,
      boolean ownFormat,
      Fate fate,
      boolean isFinal,
      @Nullable Duration serverWait,
      double random) {
    return new Outcome(
        policy,
        CallInfo.free("p", endpoint.name(), "GET"),
        endpoint,
        status,
        ownFormat,
        fate,
        new IOException("status " + status),
        isFinal ? Prospect.POOR : Prospect.OPEN,
        serverWait,
        random);
  }

  private static Outcome responded(
      BackoffPolicy policy, Endpoint endpoint, int status, boolean ownFormat) {
    return outcome(policy, endpoint, status, ownFormat, Fate.of(status), false, null, 0);
  }

  private static Outcome refused(
      BackoffPolicy policy, @Nullable Duration serverWait, double random) {
    return outcome(policy, READ, 429, true, Fate.REFUSED, false, serverWait, random);
  }

  private static Outcome unanswered(BackoffPolicy policy, Endpoint endpoint, Fate fate) {
    return outcome(policy, endpoint, 0, false, fate, false, null, 0);
  }

  /** What Failsafe makes of the rules, after as many attempts. */
  private static Execution<Outcome> after(int attempts, Outcome outcome) {
    Execution<Outcome> execution = Execution.of(RetryRules.of(outcome.policy()));
    for (int i = 0; i < attempts; i++) {
      execution.recordResult(outcome);
    }
    return execution;
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "3, 4", "4, 8", "7, 60", "60, 60"})
  void ownWaitDoublesUpToItsLongest(int failed, int seconds) {
    BackoffPolicy patient = POLICY.withMaxAttempts(100);

    assertThat(after(failed, responded(patient, READ, 500, true)).getDelay())
        .isEqualTo(seconds(seconds));
  }

  @Test
  void jitterAddsAtMostHalfToOurOwnWait() {
    Outcome fault = outcome(POLICY, READ, 500, true, Fate.FAULTED, false, null, 0.999);

    assertThat(RetryRules.delay(fault, 3)).isBetween(Duration.ofMillis(5990), seconds(6));
  }

  @Test
  void jitterOnlyAddsToTheServersWait() {
    assertThat(RetryRules.delay(refused(POLICY, seconds(20), 0.5), 1)).isEqualTo(seconds(21));
    assertThat(RetryRules.delay(refused(POLICY, seconds(20), 0), 1)).isEqualTo(seconds(20));
  }

  @Test
  void jitterIsDroppedWhereItAloneWouldPassTheDeadline() {
    assertThat(
            RetryRules.fit(
                refused(POLICY, seconds(20), 0.9), seconds(21), Duration.ofMillis(20_500)))
        .isEqualTo(seconds(20));
  }

  @Test
  void aWaitAboveTheCapIsNotShortened() {
    assertThat(RetryRules.fit(refused(POLICY, seconds(61), 0), seconds(61), null)).isNull();
    assertThat(RetryRules.fit(refused(POLICY, seconds(60), 0), seconds(60), null))
        .isEqualTo(seconds(60));
  }

  @Test
  void aWaitPastTheDeadlineIsNotShortened() {
    assertThat(RetryRules.fit(refused(POLICY, seconds(20), 0), seconds(20), seconds(20))).isNull();
    assertThat(RetryRules.fit(responded(POLICY, READ, 500, true), seconds(4), seconds(3))).isNull();
  }

  @Test
  void aRefusalThatNamesNoWaitTakesThePolicys() {
    BackoffPolicy minute = POLICY.withUnnamedRefusalWait(seconds(60));

    assertThat(RetryRules.delay(refused(minute, null, 0), 3)).isEqualTo(seconds(60));
    assertThat(RetryRules.delay(refused(POLICY, null, 0), 1)).isEqualTo(seconds(1));
  }

  @Test
  void aWaitOfZeroMeansTheLeastOfOurOwn() {
    BackoffPolicy minute = POLICY.withUnnamedRefusalWait(seconds(60));

    assertThat(RetryRules.delay(refused(minute, Duration.ZERO, 0), 1)).isEqualTo(seconds(1));
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 500, 501, 502, 503, 504, 529, 599})
  void readsAreRetried(int status) {
    assertThat(RetryRules.isRetryable(responded(POLICY, READ, status, false))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 301, 307, 400, 401, 402, 403, 404, 405, 409, 410, 418, 422, 451})
  void whatARetryCannotFixIsFinal(int status) {
    BackoffPolicy every = POLICY.withBillable(BillableRetry.EVERY_5XX);
    for (Endpoint endpoint : new Endpoint[] {READ, FINAL, RETRYABLE, NEVER}) {
      assertThat(RetryRules.isRetryable(responded(every, endpoint, status, true))).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 301, 408, 425, 404, 500, 503})
  void refusalsOnlyNeverRetriesAPaidRequestThatHasAResponse(int status) {
    BackoffPolicy refusals = POLICY.withBillable(BillableRetry.REFUSALS_ONLY);
    for (Endpoint endpoint : new Endpoint[] {FINAL, RETRYABLE, NEVER}) {
      assertThat(RetryRules.isRetryable(responded(refusals, endpoint, status, true))).isFalse();
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
  void a5xxToAPaidRequestFollowsRuleAndEndpoint(
      BillableRetry rule,
      boolean ownFormat,
      boolean whenFinal,
      boolean whenRetryable,
      boolean whenNever) {
    BackoffPolicy policy = POLICY.withBillable(rule);

    assertThat(RetryRules.isRetryable(responded(policy, FINAL, 500, ownFormat)))
        .isEqualTo(whenFinal);
    assertThat(RetryRules.isRetryable(responded(policy, RETRYABLE, 500, ownFormat)))
        .isEqualTo(whenRetryable);
    assertThat(RetryRules.isRetryable(responded(policy, NEVER, 500, ownFormat)))
        .isEqualTo(whenNever);
  }

  @ParameterizedTest
  @EnumSource(Fate.class)
  void aPaidRequestWithoutAResponseIsRetriedOnlyIfNothingIsOut(Fate fate) {
    for (BillableRetry rule : BillableRetry.values()) {
      for (Endpoint endpoint : new Endpoint[] {FINAL, RETRYABLE, NEVER}) {
        assertThat(RetryRules.isRetryable(unanswered(POLICY.withBillable(rule), endpoint, fate)))
            .isEqualTo(fate == Fate.NOTHING_SENT || fate == Fate.REFUSED);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Fate.class,
      names = {"OPEN", "TAKEN"})
  void aRefusalOfAnotherCallDoesNotSpeakForWhatIsOut(Fate fate) {
    Outcome foreign = outcome(POLICY, FINAL, 429, true, fate, false, seconds(1), 0);

    assertThat(RetryRules.isRetryable(foreign)).isFalse();
  }

  @Test
  void theLastAttemptIsTheLast() {
    assertThat(after(3, responded(POLICY, READ, 500, true)).isComplete()).isFalse();
    assertThat(after(4, responded(POLICY, READ, 500, true)).isComplete()).isTrue();
  }

  @Test
  void whatIsFinalIsNotRetried() {
    assertThat(
            RetryRules.isRetryable(outcome(POLICY, READ, 429, true, Fate.REFUSED, true, null, 0)))
        .isFalse();
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }
}
