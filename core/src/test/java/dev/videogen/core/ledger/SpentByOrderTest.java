package dev.videogen.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.videogen.core.spending.Cost;
import dev.videogen.core.spending.OverLimitException;
import dev.videogen.core.spending.Spending;
import dev.videogen.core.spending.SpendingLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpentByOrderTest {
  private static final Instant NOW = Instant.parse("2026-05-05T18:00:00Z");
  private static final Spending PER_DAY = onePer(Duration.ofDays(1));
  private static final Spending PER_WEEK = onePer(Duration.ofDays(7));

  private final SpentByOrder spent = new SpentByOrder(NOW.minus(Duration.ofDays(14)));
  private final Entry entry = Entry.claimed(Orders.order("next"), NOW);

  private static Spending onePer(Duration window) {
    return Spending.of(1, List.of(SpendingLimit.of(1).videosPer(window)));
  }

  private void sent(String key, Duration ago) {
    spent.put(Entry.claimed(Orders.order(key), NOW).sending(1, new Cost(1, 0), NOW.minus(ago)));
  }

  @Test
  void itKnowsHowFarBackItKnows() {
    assertThat(spent.isTooShortFor(PER_WEEK, NOW)).isFalse();
    assertThat(spent.isTooShortFor(PER_WEEK, NOW.minus(Duration.ofDays(8)))).isTrue();
  }

  @Test
  void theLongestOfSeveralLimitsCounts() {
    Spending both =
        Spending.of(
            1,
            List.of(
                SpendingLimit.of(9).videosPer(Duration.ofDays(20)),
                SpendingLimit.of(1).videosPer(Duration.ofDays(1))));

    assertThat(spent.isTooShortFor(both, NOW)).isTrue();
    assertThat(SpentByOrder.horizon(both, NOW)).isEqualTo(NOW.minus(Duration.ofDays(40)));
  }

  @Test
  void whatNoWindowReachesIsForgotten() throws Exception {
    sent("old", Duration.ofDays(5));
    assertThatThrownBy(() -> spent.check(entry, PER_WEEK, NOW))
        .isInstanceOf(OverLimitException.class);

    spent.check(entry, PER_DAY, NOW);

    assertThat(spent.isTooShortFor(PER_WEEK, NOW)).isTrue();
    spent.check(entry, PER_WEEK, NOW);
  }

  @Test
  void aRefusedOrderCountsNoMore() throws Exception {
    sent("one", Duration.ofHours(1));
    assertThatThrownBy(() -> spent.check(entry, PER_DAY, NOW))
        .isInstanceOf(OverLimitException.class);

    spent.put(
        Entry.claimed(Orders.order("one"), NOW)
            .sending(1, new Cost(1, 0), NOW)
            .settled(Settlement.refused(), null, NOW));

    spent.check(entry, PER_DAY, NOW);
  }
}
