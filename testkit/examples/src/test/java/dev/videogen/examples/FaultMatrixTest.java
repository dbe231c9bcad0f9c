package dev.videogen.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.Charge;
import dev.videogen.core.errors.ConnectionFailedException;
import dev.videogen.core.errors.NotFoundException;
import dev.videogen.core.errors.OutcomeUnknownException;
import dev.videogen.core.errors.RateLimitedException;
import dev.videogen.core.errors.ServerFaultException;
import dev.videogen.core.errors.UnreadableResponseException;
import dev.videogen.examples.Bench.Kind;
import dev.videogen.examples.Bench.Mode;
import dev.videogen.examples.Bench.Transport;
import dev.videogen.testkit.ErrorFixture;
import dev.videogen.testkit.Fault;
import dev.videogen.testkit.NanoBananaErrors;
import dev.videogen.testkit.NouvelErrors;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every fault, on each transport, for reads and for both services' paid calls, blocking and
 * asynchronous: what the server got and charged, what the caller learnt, how often and after which
 * waits it was tried.
 */
class FaultMatrixTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private static final Set<Fault> STALLS =
      EnumSet.of(Fault.STALL_BEFORE_HEADERS, Fault.STALL_IN_BODY, Fault.SLOW_DRIBBLE);

  private static final Set<Fault> HARMLESS =
      EnumSet.of(Fault.INFORMATIONAL_100, Fault.INFORMATIONAL_103, Fault.GOAWAY_AFTER);

  private static final Set<Fault> UNUSABLE =
      EnumSet.of(Fault.OK_SUCCESS_FALSE, Fault.OK_HTML, Fault.OK_EMPTY, Fault.OK_WRONG_TYPES);

  /** What OkHttp repeats by itself, which it may for a read. */
  private static final Set<Fault> RETRIED_BELOW =
      EnumSet.of(Fault.REQUEST_TIMEOUT_408, Fault.UNAVAILABLE_503_RETRY_AFTER_0);

  private static Stream<Arguments> everyCombination() {
    List<Arguments> all = new ArrayList<>();
    for (Fault fault : Fault.values()) {
      for (Transport transport : Transport.values()) {
        if (transport.speaks(fault)) {
          for (Kind kind : Kind.values()) {
            for (Mode mode : Mode.values()) {
              all.add(Arguments.of(fault, transport, kind, mode));
            }
          }
        }
      }
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("everyCombination")
  void aFault(Fault fault, Transport transport, Kind kind, Mode mode) throws Exception {
    try (Bench bench = new Bench(kind, transport)) {
      bench.next().respond(fault).thenBehave();
      Throwable failure =
          catchThrowable(
              () -> {
                if (STALLS.contains(fault)) {
                  bench.callThatStalls(mode);
                } else {
                  bench.call(mode);
                }
              });

      if (kind.isBillable()) {
        assertPaid(bench, fault, failure);
      } else {
        assertRead(bench, fault, failure);
      }
      bench.assertClean();
    }
  }

  private static void assertPaid(Bench bench, Fault fault, Throwable failure) {
    assertThat(bench.requests()).as("POSTs").isEqualTo(1);
    assertThat(bench.server().charges()).as("charges").isEqualTo(fault.followsWork() ? 1 : 0);
    assertThat(bench.attempts).as("attempts").hasValue(1);
    assertThat(bench.time.pauses()).as("waits").isEmpty();
    if (HARMLESS.contains(fault)) {
      assertThat(failure).isNull();
      return;
    }
    ApiException api = (ApiException) failure;
    assertThat(api.attempts()).hasSize(1);
    if (fault == Fault.TOO_EARLY_425) {
      assertThat(api).isExactlyInstanceOf(ApiException.class);
      assertThat(api.charge()).isEqualTo(Charge.NONE);
    } else if (fault == Fault.NO_SUCH_PATH_404) {
      assertThat(api).isExactlyInstanceOf(NotFoundException.class);
      assertThat(api.charge()).isEqualTo(Charge.NONE);
    } else {
      assertThat(api).isInstanceOf(OutcomeUnknownException.class);
      boolean surely = UNUSABLE.contains(fault) && fault != Fault.OK_SUCCESS_FALSE;
      assertThat(api.charge()).isEqualTo(surely ? Charge.CERTAIN : Charge.POSSIBLE);
    }
  }

  private static void assertRead(Bench bench, Fault fault, Throwable failure) {
    if (HARMLESS.contains(fault)) {
      assertThat(failure).isNull();
      assertThat(bench.requests()).isEqualTo(1);
    } else if (UNUSABLE.contains(fault)) {
      assertThat(failure).isInstanceOf(UnreadableResponseException.class);
      assertThat(bench.requests()).isEqualTo(1);
    } else if (fault == Fault.NO_SUCH_PATH_404) {
      assertThat(failure).isExactlyInstanceOf(NotFoundException.class);
      assertThat(bench.requests()).isEqualTo(1);
    } else if (fault.name().startsWith("REDIRECT")) {
      assertThat(failure).isInstanceOf(UnreadableResponseException.class);
      assertThat(bench.requests()).isEqualTo(1);
      assertThat(bench.server().media().requests()).as("seen by the other host").isEmpty();
    } else {
      assertThat(failure).isNull();
      assertThat(bench.requests()).isEqualTo(2);
      assertThat(bench.time.pauses())
          .isEqualTo(RETRIED_BELOW.contains(fault) ? List.of() : List.of(SECOND));
    }
  }

  private static Stream<Arguments> kindsAndModes() {
    return Arrays.stream(Kind.values())
        .flatMap(kind -> Arrays.stream(Mode.values()).map(mode -> Arguments.of(kind, mode)));
  }

  @ParameterizedTest
  @MethodSource("kindsAndModes")
  void aPooledConnectionThatDiesUnderAPaidRequestDoesNotSendItTwice(Kind kind, Mode mode)
      throws Exception {
    try (Bench bench = new Bench(kind, Transport.CLEAR_HTTP_1)) {
      bench.call(mode);
      bench.next().respond(Fault.DROP_AFTER_REQUEST).thenBehave();
      Throwable failure = catchThrowable(() -> bench.call(mode));

      if (kind.isBillable()) {
        assertThat(failure).isInstanceOf(OutcomeUnknownException.class);
        assertThat(bench.requests()).isEqualTo(2);
        assertThat(bench.server().charges()).isEqualTo(2);
      } else {
        assertThat(failure).isNull();
      }
      bench.assertClean();
    }
  }

  @ParameterizedTest
  @MethodSource("kindsAndModes")
  void aRefusedConnectionIsTriedAgainForNothingHasLeft(Kind kind, Mode mode) throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    assertNothingLeft(kind, mode, "http://127.0.0.1:" + port + "/api/v1/", 4);
  }

  @ParameterizedTest
  @MethodSource("kindsAndModes")
  void anUnknownHostIsTriedAgainForNothingHasLeft(Kind kind, Mode mode) throws Exception {
    assertNothingLeft(kind, mode, "https://videogen.invalid/api/v1/", 4);
  }

  private static void assertNothingLeft(Kind kind, Mode mode, String address, int attempts)
      throws Exception {
    try (Bench bench = new Bench(kind, Transport.CLEAR_HTTP_1, address)) {
      ApiException failure = (ApiException) catchThrowable(() -> bench.call(mode));

      assertThat(failure).isInstanceOf(ConnectionFailedException.class);
      assertThat(failure.charge()).isEqualTo(Charge.NONE);
      assertThat(failure.attempts()).hasSize(attempts).noneMatch(a -> a.requestLeft());
      assertThat(bench.time.pauses())
          .containsExactly(SECOND, Duration.ofSeconds(2), Duration.ofSeconds(4));
      bench.assertClean();
    }
  }

  @ParameterizedTest
  @MethodSource("kindsAndModes")
  void anUntrustedCertificateIsNotTriedAgain(Kind kind, Mode mode) throws Exception {
    try (Bench trusted = new Bench(kind, Transport.TLS_HTTP_2);
        Bench bench = new Bench(kind, Transport.CLEAR_HTTP_1, trusted.server().url().toString())) {
      ApiException failure = (ApiException) catchThrowable(() -> bench.call(mode));

      assertThat(failure).isInstanceOf(ConnectionFailedException.class);
      assertThat(failure.charge()).isEqualTo(Charge.NONE);
      assertThat(failure.attempts()).hasSize(1);
      assertThat(trusted.requests()).isZero();
      bench.assertClean();
    }
  }

  private static ErrorFixture refusal(Kind kind) {
    return (kind == Kind.NOUVEL ? NouvelErrors.RATE_LIMITED : NanoBananaErrors.RATE_LIMITED)
        .fixture()
        .withoutRetryAfter()
        .withoutBodyWait();
  }

  private static Stream<Arguments> everyWait() {
    String inTen =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            Instant.parse("2026-05-05T16:00:10Z").atZone(ZoneOffset.UTC));
    return kindsAndModes()
        .flatMap(
            both ->
                Stream.of(
                        Arguments.of("23", 23_000L),
                        Arguments.of("0.25", 250L),
                        Arguments.of("60", 60_000L),
                        Arguments.of(inTen, 10_000L),
                        Arguments.of("0", 1_000L),
                        Arguments.of("-5", -1L),
                        Arguments.of("NaN", -1L),
                        Arguments.of("Infinity", -1L),
                        Arguments.of("soon", -1L),
                        Arguments.of("Tue, 05 May 2026 15:59:00 GMT", 1_000L))
                    .map(
                        wait ->
                            Arguments.of(
                                both.get()[0], both.get()[1], wait.get()[0], wait.get()[1])));
  }

  @ParameterizedTest
  @MethodSource("everyWait")
  void aRefusalIsWaitedOutExactly(Kind kind, Mode mode, String retryAfter, long millis)
      throws Exception {
    try (Bench bench = new Bench(kind, Transport.CLEAR_HTTP_1)) {
      ErrorFixture refusal = refusal(kind).withRetryAfter(retryAfter);
      bench
          .next()
          .respond(
              refusal.withHeaders(
                  refusal
                      .headers()
                      .newBuilder()
                      .set("Date", "Tue, 05 May 2026 16:00:00 GMT")
                      .build()))
          .thenBehave();
      bench.call(mode);

      long unnamed = kind == Kind.NOUVEL ? 1_000 : 60_000;
      assertThat(bench.time.pauses())
          .containsExactly(Duration.ofMillis(millis < 0 ? unnamed : millis));
      assertThat(bench.requests()).isEqualTo(2);
      assertThat(bench.server().charges()).isEqualTo(kind.isBillable() ? 1 : 0);
      bench.assertClean();
    }
  }

  @ParameterizedTest
  @MethodSource("kindsAndModes")
  void aWaitAboveTheCapIsToldAndNotWaited(Kind kind, Mode mode) throws Exception {
    long seconds = kind == Kind.NOUVEL ? 61 : 1801;
    for (String wait : List.of(Long.toString(seconds), "1000000000")) {
      try (Bench bench = new Bench(kind, Transport.CLEAR_HTTP_1)) {
        bench.next().respond(refusal(kind).withRetryAfter(wait)).thenBehave();
        ApiException failure = (ApiException) catchThrowable(() -> bench.call(mode));

        assertThat(failure).isInstanceOf(RateLimitedException.class);
        assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(Long.parseLong(wait)));
        assertThat(failure.charge()).isEqualTo(Charge.NONE);
        assertThat(bench.time.pauses()).isEmpty();
        assertThat(bench.requests()).isEqualTo(1);
        bench.assertClean();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kindsAndModes")
  void anEnveloped500IsRepeatedAsEachServiceDocuments(Kind kind, Mode mode) throws Exception {
    try (Bench bench = new Bench(kind, Transport.CLEAR_HTTP_1)) {
      ErrorFixture fault =
          kind == Kind.NOUVEL
              ? NouvelErrors.INTERNAL_ERROR.fixture()
              : NanoBananaErrors.GENERATION_FAILED.fixture();
      bench.next().respond(fault).times(2).thenBehave();
      Throwable failure = catchThrowable(() -> bench.call(mode));

      if (kind == Kind.NANO_BANANA) {
        assertThat(failure).isInstanceOf(ServerFaultException.class);
        assertThat(((ApiException) failure).charge()).isEqualTo(Charge.POSSIBLE);
        assertThat(bench.requests()).isEqualTo(1);
        assertThat(bench.time.pauses()).isEmpty();
      } else {
        assertThat(failure).isNull();
        assertThat(bench.requests()).isEqualTo(3);
        assertThat(bench.time.pauses()).containsExactly(SECOND, Duration.ofSeconds(2));
      }
      bench.assertClean();
    }
  }
}
