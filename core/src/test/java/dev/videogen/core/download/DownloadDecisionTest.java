package dev.videogen.core.download;

import static org.assertj.core.api.Assertions.assertThat;

import dev.videogen.core.download.DownloadFailedException.Kind;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DownloadDecisionTest {
  private static final Duration PLENTY = Duration.ofMinutes(30);
  private final TransferFailure passing = TransferFailure.passing("it broke", 503, null);

  private DownloadDecision after(TransferFailure failure, int failures, Duration left) {
    return DownloadDecision.decide(failure, new AttemptCount(failures, 0), 4, null, left);
  }

  private static TransferFailure givenUp(DownloadDecision decision) {
    assertThat(decision).isInstanceOf(DownloadDecision.GiveUp.class);
    return ((DownloadDecision.GiveUp) decision).failure();
  }

  @Test
  void aWholeFileIsDoneEvenIfStoppedSince() {
    assertThat(DownloadDecision.decide(null, new AttemptCount(0, 0), 4, Kind.CANCELED, PLENTY))
        .isEqualTo(new DownloadDecision.Done());
  }

  @ParameterizedTest
  @CsvSource({"1,1", "2,2", "3,4"})
  void waitsDouble(int failures, int seconds) {
    assertThat(after(passing, failures, PLENTY))
        .isEqualTo(new DownloadDecision.Retry(Duration.ofSeconds(seconds)));
  }

  @ParameterizedTest
  @CsvSource({"7,7", "1,4"})
  void theServersWaitIsAFloor(int asked, int waited) {
    TransferFailure busy = passing.withServerWait(Duration.ofSeconds(asked));

    assertThat(after(busy, 3, PLENTY))
        .isEqualTo(new DownloadDecision.Retry(Duration.ofSeconds(waited)));
  }

  @Test
  void attemptsWithoutProgressEnd() {
    assertThat(givenUp(after(passing, 4, PLENTY))).isSameAs(passing);
  }

  @Test
  void whatLastsIsNotRetried() {
    TransferFailure lasting = TransferFailure.lasting(Kind.URL, "no", 0, "advice", null);

    assertThat(givenUp(after(lasting, 1, PLENTY))).isSameAs(lasting);
  }

  @Test
  void aWaitPastTheDeadlineIsTheDeadlines() {
    assertThat(givenUp(after(passing, 2, Duration.ofSeconds(2))).kind).isEqualTo(Kind.DEADLINE);
  }

  @Test
  void aServersWaitAboveTheLimitIsToldAndNotWaitedFor() {
    TransferFailure busy = passing.withServerWait(Duration.ofHours(5));
    TransferFailure failure = givenUp(after(busy, 1, Duration.ofDays(1)));

    assertThat(failure.kind).isEqualTo(Kind.CONNECTION);
    assertThat(failure.serverWait).isEqualTo(Duration.ofHours(5));
  }

  @ParameterizedTest
  @CsvSource({
    "100, 0, -1, 3, 0",
    "65536, 0, -1, 1, 65536",
    "65535, 0, 100000000, 3, 0",
    "2999, 0, 300000, 3, 0",
    "3000, 0, 300000, 1, 3000",
    "1, 0, 10, 1, 1",
    "0, 0, 10, 3, 0",
    "100, 65536, -1, 3, 65536"
  })
  void aFewBytesAreNoProgress(long size, long mark, long total, int failures, long newMark) {
    assertThat(new AttemptCount(2, mark).failed(size, total))
        .isEqualTo(new AttemptCount(failures, newMark));
  }
}
