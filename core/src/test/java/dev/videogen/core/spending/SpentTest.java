package dev.videogen.core.spending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpentTest {
  private static final Instant NOW = Instant.parse("2026-05-05T18:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);
  private static final SpendingLimit THREE = SpendingLimit.of(3).videosPer(DAY);

  /** In no order. */
  private final List<Spent> spent =
      new ArrayList<>(List.of(hoursAgo(1, 1), hoursAgo(20, 1), hoursAgo(5, 1)));

  private static Spent hoursAgo(int hours, int videos) {
    return new Spent(NOW.minus(Duration.ofHours(hours)), new Cost(videos, 0));
  }

  private OverLimitException over(int asked) {
    return catchThrowableOfType(
        OverLimitException.class,
        () -> Spent.check(spent, Spending.of(asked, List.of(THREE)), NOW));
  }

  @Test
  void thereIsRoomWhenTheOldestHaveLeftTheWindow() {
    assertThat(over(1).roomAt()).isEqualTo(NOW.plus(Duration.ofHours(4)));
    assertThat(over(2).roomAt()).isEqualTo(NOW.plus(Duration.ofHours(19)));
    assertThat(over(3).roomAt()).isEqualTo(NOW.plus(Duration.ofHours(23)));
    assertThat(over(4).roomAt()).isNull();
  }

  @Test
  void whatIsAWindowOldCountsNoMore() {
    spent.set(1, hoursAgo(24, 1));
    assertThat(over(1)).isNull();
    assertThat(over(2)).isNotNull();
  }

  @Test
  void whoAsksForNothingIsNotRefusedHoweverMuchWasSpent() {
    spent.add(hoursAgo(2, 5));
    assertThat(over(0)).isNull();
  }

  @Test
  void oneRequestMayReserveFromOneCreditToAllOfTheLimit() {
    assertThat(SpendingLimit.of(9).creditsPer(DAY, 1).reserved()).isEqualTo(1);
    assertThat(SpendingLimit.of(9).creditsPer(DAY, 9).reserved()).isEqualTo(9);
    assertThatIllegalArgumentException().isThrownBy(() -> SpendingLimit.of(9).creditsPer(DAY, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> SpendingLimit.of(9).creditsPer(DAY, 10));
  }

  @Test
  void whatIsLeftOfSeveralAttemptsIsAPart() {
    assertThat(new Cost(3, 90).part(2, 3)).isEqualTo(new Cost(2, 60));
    assertThat(new Cost(1_000_000_000, 7).part(3, 4)).isEqualTo(new Cost(750_000_000, 5));
  }
}
