package dev.videogen.ledger.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.videogen.core.ledger.Claim;
import dev.videogen.core.ledger.ClaimLostException;
import dev.videogen.core.ledger.Hold;
import dev.videogen.core.ledger.Ledger;
import dev.videogen.core.ledger.Order;
import dev.videogen.core.ledger.Settlement;
import dev.videogen.core.spending.Cost;
import dev.videogen.core.spending.OverLimitException;
import dev.videogen.core.spending.Spending;
import dev.videogen.core.spending.SpendingLimit;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every ledger must do about limits on spending, wherever it keeps its entries. */
public abstract class SpendingContract {
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);
  private static final Spending THREE_A_DAY = Spending.of(1, List.of(limit(3)));

  private Ledger ledger;

  /** A ledger without entries. */
  protected abstract Ledger empty() throws Exception;

  /** The same entries after the death of the process that had {@code before}. */
  protected abstract Ledger afterDeathOf(Ledger before) throws Exception;

  /** The ledger that a test begins with. */
  protected abstract void begin(Ledger empty);

  @BeforeEach
  final void beginSpending() throws Exception {
    ledger = empty();
    begin(ledger);
  }

  private static SpendingLimit limit(int videos) {
    return SpendingLimit.of(videos).videosPer(DAY);
  }

  private Hold claimed(String account, String endpoint, String key) throws IOException {
    Claim claim = ledger.claim(new Order(key, account, endpoint, "ab".repeat(32)), NOON);
    return ((Claim.Granted) claim).hold();
  }

  private Hold claimed(String key) throws IOException {
    return claimed("acme", "nouvel/generate", key);
  }

  private Hold sent(String key, Spending spending, Instant at) throws IOException {
    Hold hold = claimed(key);
    ledger.sending(hold, 1, spending, at);
    return hold;
  }

  private void assertOver(String key, Spending spending, Instant at) throws IOException {
    Hold hold = claimed(key);
    assertThatThrownBy(() -> ledger.sending(hold, 1, spending, at))
        .isInstanceOf(OverLimitException.class);
    ledger.settled(hold, Settlement.refused(), at);
  }

  private void spend(int orders, Instant at) throws IOException {
    for (int i = 0; i < orders; i++) {
      ledger.settled(sent("order at " + at + " " + i, THREE_A_DAY, at), Settlement.paid("{}"), at);
    }
  }

  @Test
  void whatIsBeyondALimitIsNotRecordedAsSent() throws Exception {
    spend(3, NOON);
    Hold hold = claimed("fourth");
    OverLimitException over =
        catchThrowableOfType(
            OverLimitException.class,
            () -> ledger.sending(hold, 1, THREE_A_DAY, NOON.plusSeconds(60)));

    assertThat(over)
        .hasMessage("the limit of 3 videos in 24 h is reached: 3 used, and this call adds 1");
    assertThat(over.roomAt()).isEqualTo(NOON.plus(DAY));
    assertThat(ledger.unsettled()).isEmpty();
  }

  @Test
  void itHoldsAfterTheDeathOfTheProcess() throws Exception {
    spend(2, NOON);
    Hold unknown = sent("third", THREE_A_DAY, NOON);
    assertThat(unknown.key()).isEqualTo("third");

    ledger = afterDeathOf(ledger);

    assertOver("fourth", THREE_A_DAY, NOON);
  }

  @Test
  void itMovesOnWithTheWindow() throws Exception {
    spend(1, NOON);
    spend(2, NOON.plusSeconds(10));

    assertOver("early", THREE_A_DAY, NOON.plus(DAY).minusSeconds(1));
    ledger.settled(sent("late", THREE_A_DAY, NOON.plus(DAY)), Settlement.paid(""), NOON.plus(DAY));
    assertOver("another", THREE_A_DAY, NOON.plus(DAY));
  }

  @Test
  void whatWasRefusedIsGivenBack() throws Exception {
    spend(2, NOON);
    ledger.settled(sent("refused", THREE_A_DAY, NOON), Settlement.refused(), NOON);
    Hold again = sent("again", THREE_A_DAY, NOON);
    ledger.attemptRefused(again, NOON);

    ledger.settled(sent("third", THREE_A_DAY, NOON), Settlement.paid(""), NOON);

    assertThatThrownBy(() -> ledger.sending(again, 2, THREE_A_DAY, NOON))
        .isInstanceOf(OverLimitException.class);
  }

  @Test
  void eachAttemptThatMayHaveBeenChargedCounts() throws Exception {
    Hold hold = sent("twice", THREE_A_DAY, NOON);
    ledger.sending(hold, 2, THREE_A_DAY, NOON);
    assertThat(ledger.find("twice").cost()).isEqualTo(new Cost(2, 0));
    ledger.settled(hold, Settlement.unknown(), NOON);
    spend(1, NOON);

    assertOver("fourth", THREE_A_DAY, NOON);
  }

  @Test
  void whatTheResponseTellsTakesThePlaceOfWhatWasPlanned() throws Exception {
    SpendingLimit credits = SpendingLimit.of(20).creditsPer(DAY, 8);
    Spending planned = Spending.of(1, List.of(credits));
    ledger.settled(sent("one", planned, NOON), Settlement.paid("", new Cost(1, 5)), NOON);
    ledger.settled(sent("two", planned, NOON), Settlement.paid("", new Cost(1, 7)), NOON);
    assertThat(ledger.find("two").cost()).isEqualTo(new Cost(1, 7));
    ledger.settled(sent("three", planned, NOON), Settlement.paid("", new Cost(1, 9)), NOON);

    assertOver("four", planned, NOON);
  }

  @Test
  void anEarlierChargeStaysBesideWhatTheResponseTells() throws Exception {
    Spending two = Spending.of(2, List.of(limit(100)));
    Hold hold = sent("retried", two, NOON);
    ledger.sending(hold, 2, two, NOON);
    ledger.settled(hold, Settlement.paid("", new Cost(3, 0)), NOON);

    assertThat(ledger.find("retried").cost()).isEqualTo(new Cost(5, 0));
  }

  @Test
  void aPersonsWordCounts() throws Exception {
    for (String key : List.of("paid", "refused", "open")) {
      ledger.settled(sent(key, THREE_A_DAY, NOON), Settlement.unknown(), NOON);
    }
    assertThat(ledger.settle("paid", Settlement.paid(null), "dashboard", NOON)).isTrue();
    assertThat(ledger.settle("refused", Settlement.refused(), "dashboard", NOON)).isTrue();

    assertThat(ledger.find("paid").cost()).isEqualTo(new Cost(1, 0));
    assertThat(ledger.find("refused").cost()).isEqualTo(Cost.NONE);
    spend(1, NOON);
    assertOver("fourth", THREE_A_DAY, NOON);
  }

  @Test
  void accountsAndProvidersAreCountedApartAndEndpointsTogether() throws Exception {
    spend(3, NOON);

    ledger.sending(claimed("other", "nouvel/generate", "a"), 1, THREE_A_DAY, NOON);
    ledger.sending(claimed("acme", "nouvelle/generate", "b"), 1, THREE_A_DAY, NOON);
    Hold same = claimed("acme", "nouvel/another", "c");
    assertThatThrownBy(() -> ledger.sending(same, 1, THREE_A_DAY, NOON))
        .isInstanceOf(OverLimitException.class);
  }

  @Test
  void aClockThatGoesBackFreesNothing() throws Exception {
    spend(3, NOON);

    assertOver("earlier", THREE_A_DAY, NOON.minus(DAY.multipliedBy(30)));
  }

  @Test
  void aClockThatWasAheadAndIsSetBackFreesNothing() throws Exception {
    spend(3, NOON);
    Instant ahead = NOON.plus(DAY.multipliedBy(40));
    Hold meanwhile = sent("ahead", THREE_A_DAY, ahead);
    ledger.settled(meanwhile, Settlement.refused(), ahead);

    assertOver("back", THREE_A_DAY, NOON.plusSeconds(60));
  }

  @Test
  void allLimitsHoldAndALongerOneThatComesLater() throws Exception {
    spend(3, NOON);
    Instant later = NOON.plus(DAY.multipliedBy(2));
    SpendingLimit week = SpendingLimit.of(4).videosPer(DAY.multipliedBy(7));
    Spending both = Spending.of(1, List.of(limit(3), week));
    ledger.settled(sent("fourth", both, later), Settlement.paid(""), later);

    assertOver("fifth", both, later);
    assertThat(sent("unlimited", Spending.NONE, later)).isNotNull();
  }

  @Test
  void whatCostsNothingIsNotHeldBack() throws Exception {
    spend(3, NOON);

    assertThat(sent("free", Spending.of(0, List.of(limit(3))), NOON)).isNotNull();
  }

  @Test
  void aRequestThatIsMoreThanTheLimitNeverHasRoom() throws Exception {
    Spending four = Spending.of(4, List.of(limit(3)));
    Hold hold = claimed("four");
    OverLimitException over =
        catchThrowableOfType(OverLimitException.class, () -> ledger.sending(hold, 1, four, NOON));

    assertThat(over.roomAt()).isNull();
  }

  @Test
  void aHoldThatIsLostIsToldBeforeALimit() throws Exception {
    Hold hold = claimed("lost");
    ledger.settled(hold, Settlement.refused(), NOON);

    assertThatThrownBy(() -> ledger.sending(hold, 1, THREE_A_DAY, NOON))
        .isInstanceOf(ClaimLostException.class);
  }

  @Test
  void ofManyThreadsAsManyAreLetThroughAsThereIsRoomFor() throws Exception {
    int threads = 16;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      CountDownLatch start = new CountDownLatch(1);
      List<Future<Boolean>> sent = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        String key = "racer " + i;
        sent.add(
            pool.submit(
                () -> {
                  Hold hold = claimed(key);
                  start.await();
                  try {
                    ledger.sending(hold, 1, THREE_A_DAY, NOON);
                    return true;
                  } catch (OverLimitException over) {
                    return false;
                  }
                }));
      }
      start.countDown();
      int through = 0;
      for (Future<Boolean> one : sent) {
        through += one.get() ? 1 : 0;
      }
      assertThat(through).isEqualTo(3);
    } finally {
      pool.shutdownNow();
    }
  }
}
