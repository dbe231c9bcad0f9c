package dev.videogen.core.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.videogen.core.endpoint.CallInfo;
import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.AuthenticationException;
import dev.videogen.core.errors.CallCanceledException;
import dev.videogen.core.errors.Charge;
import dev.videogen.core.errors.ConnectionFailedException;
import dev.videogen.core.errors.DeadlineExceededException;
import dev.videogen.core.errors.DocumentedErrorCode;
import dev.videogen.core.errors.ErrorCode;
import dev.videogen.core.errors.ErrorResponse;
import dev.videogen.core.errors.Failure;
import dev.videogen.core.errors.HookFailedException;
import dev.videogen.core.errors.InvalidRequestException;
import dev.videogen.core.errors.MethodNotAllowedException;
import dev.videogen.core.errors.NotFoundException;
import dev.videogen.core.errors.PaymentException;
import dev.videogen.core.errors.PermissionException;
import dev.videogen.core.errors.RateLimitedException;
import dev.videogen.core.errors.ServerFaultException;
import dev.videogen.core.errors.UnprocessableException;
import dev.videogen.core.errors.UnreadableResponseException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PollDecisionTest {
  private static final PollSchedule SCHEDULE =
      PollSchedule.of(Duration.ofSeconds(10), Duration.ofSeconds(15), Duration.ofSeconds(20));
  private static final Duration HOUR = Duration.ofHours(1);

  private enum Code implements DocumentedErrorCode {
    FINAL;

    @Override
    public boolean matches(ErrorResponse response) {
      return false;
    }

    @Override
    public String advice() {
      return "";
    }

    @Override
    public ApiException toException(Failure failure) {
      return new ApiException(failure);
    }

    @Override
    public boolean isRetryable() {
      return false;
    }
  }

  private static Failure failure(
      int status, @Nullable ErrorCode code, @Nullable Duration retryAfter) {
    Failure.Builder failure =
        Failure.builder(CallInfo.free("p", "e", "GET"), Instant.EPOCH).retryAfter(retryAfter);
    if (status != 0) {
      failure.response(new ErrorResponse("e", status, Headers.of(), "", false, Instant.EPOCH));
    }
    if (code != null) {
      failure.code(code);
    }
    return failure.build();
  }

  private static Failure failure(int status) {
    return failure(status, null, null);
  }

  private static PollDecision after(int polls, Duration left, @Nullable IOException trouble) {
    return PollDecision.decide(SCHEDULE, polls, left, trouble);
  }

  private static PollDecision again(long seconds) {
    return new PollDecision.Again(Duration.ofSeconds(seconds), false);
  }

  private static PollDecision last(long seconds) {
    return new PollDecision.Again(Duration.ofSeconds(seconds), true);
  }

  @Test
  void lastPauseRepeats() {
    assertThat(after(0, HOUR, null)).isEqualTo(again(10));
    assertThat(after(1, HOUR, null)).isEqualTo(again(15));
    assertThat(after(2, HOUR, null)).isEqualTo(again(20));
    assertThat(after(1000, HOUR, null)).isEqualTo(again(20));
  }

  @Test
  void theLastPollIsAtTheDeadlineItself() {
    assertThat(after(1, Duration.ofSeconds(15), null)).isEqualTo(last(15));
    assertThat(after(1, Duration.ofSeconds(14), null)).isEqualTo(last(14));
    assertThat(after(1, Duration.ofSeconds(16), null)).isEqualTo(again(15));
    assertThat(after(1, Duration.ZERO, null)).isEqualTo(new PollDecision.TimedOut());
    assertThat(after(1, Duration.ofSeconds(-1), null)).isEqualTo(new PollDecision.TimedOut());
  }

  @Test
  void servicesWaitIsAFloorAndTheThrottlesIsNone() {
    Duration asked = Duration.ofSeconds(45);
    assertThat(after(1, HOUR, new RateLimitedException(failure(429, null, asked))))
        .isEqualTo(again(45));
    assertThat(after(1, HOUR, new RateLimitedException(failure(429, null, Duration.ofSeconds(3)))))
        .isEqualTo(again(15));
    assertThat(after(1, HOUR, new RateLimitedException(failure(0, null, asked))))
        .isEqualTo(again(15));
    assertThat(after(1, asked, new RateLimitedException(failure(429, null, asked))))
        .isEqualTo(last(45));
    assertThat(
            after(1, Duration.ofSeconds(44), new RateLimitedException(failure(429, null, asked))))
        .isEqualTo(new PollDecision.TimedOut());
  }

  static Stream<Arguments> troubles() {
    return Stream.of(
        Arguments.of(true, new RateLimitedException(failure(429))),
        Arguments.of(true, new ServerFaultException(failure(503))),
        Arguments.of(true, new ConnectionFailedException(failure(0))),
        Arguments.of(true, new UnreadableResponseException(failure(200))),
        Arguments.of(true, new DeadlineExceededException(failure(0), Duration.ZERO)),
        Arguments.of(true, new InvalidRequestException(failure(408))),
        Arguments.of(true, new InvalidRequestException(failure(425))),
        Arguments.of(false, new IOException("of the user's own")),
        Arguments.of(false, new RateLimitedException(failure(429, Code.FINAL, null))),
        Arguments.of(false, new InvalidRequestException(failure(400))),
        Arguments.of(false, new AuthenticationException(failure(401))),
        Arguments.of(false, new PaymentException(failure(402))),
        Arguments.of(false, new PermissionException(failure(403))),
        Arguments.of(false, new NotFoundException(failure(404))),
        Arguments.of(false, new MethodNotAllowedException(failure(405))),
        Arguments.of(false, new UnprocessableException(failure(422))),
        Arguments.of(
            false,
            HookFailedException.of(
                CallInfo.free("p", "e", "GET"), Instant.EPOCH, "a hook", new Error(), Charge.NONE)),
        Arguments.of(false, new CallCanceledException(failure(0))));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("troubles")
  void onlyWhatMayPassIsTolerated(boolean passes, IOException trouble) {
    assertThat(PollDecision.passes(trouble)).isEqualTo(passes);
    assertThat(after(1, HOUR, trouble)).isEqualTo(passes ? again(15) : new PollDecision.Failed());
  }

  @Test
  void scheduleAndDeadlineAreChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PollSchedule.of())
        .withMessage("delays: none, at least 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PollSchedule.of(Duration.ofSeconds(-1)))
        .withMessage("delays: PT-1S, must be positive");
  }
}
