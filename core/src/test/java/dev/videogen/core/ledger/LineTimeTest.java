package dev.videogen.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineTimeTest {
  @Test
  void timesAreWrittenAsPeopleWriteThem() {
    assertThat(written("2026-11-26T04:05:06Z")).isEqualTo("2026-11-26T04:05:06Z");
    assertThat(written("2026-11-26T04:05:06.00007Z")).isEqualTo("2026-11-26T04:05:06.000070000Z");
  }

  private static String written(String time) {
    return written(Instant.parse(time));
  }

  private static String written(Instant time) {
    StringBuilder line = new StringBuilder();
    LineTime.append(line, time);
    return line.toString();
  }

  @Test
  void anyTimeIsReadAsItWasWritten() {
    List<Instant> times =
        new ArrayList<>(
            List.of(
                Instant.MIN,
                Instant.MAX,
                Instant.EPOCH,
                Instant.EPOCH.minusNanos(1),
                Instant.parse("0000-12-31T23:59:59.999999999Z"),
                Instant.parse("0001-01-01T00:00:00Z"),
                Instant.parse("9999-12-31T23:59:59.999999999Z"),
                Instant.parse("+10000-01-01T00:00:00Z"),
                Instant.parse("2024-02-29T00:00:00Z")));
    Random random = new Random(20_261_126);
    for (int i = 0; i < 100_000; i++) {
      times.add(Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000)));
    }
    for (Instant time : times) {
      String text = written(time);
      assertThat(LineTime.parse(text)).as(text).isEqualTo(time);
      assertThat(Instant.parse(text)).as(text).isEqualTo(time);
    }
  }
}
