package dev.videogen.ledger.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.videogen.core.ledger.Claim;
import dev.videogen.core.ledger.ClaimLostException;
import dev.videogen.core.ledger.Entry;
import dev.videogen.core.ledger.Hold;
import dev.videogen.core.ledger.Ledger;
import dev.videogen.core.ledger.Order;
import dev.videogen.core.ledger.Settlement;
import dev.videogen.core.spending.Cost;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every ledger must do, wherever it keeps its entries. */
public abstract class LedgerContract extends SpendingContract {
  protected static final Instant T1 = Instant.parse("2026-11-26T10:00:00.123456Z");
  protected static final Instant T2 = Instant.parse("2026-11-26T10:03:00Z");
  protected static final Instant T3 = Instant.parse("2026-11-26T10:06:00Z");
  protected static final Order ORDER = order("shop-42/clip-3");

  private Ledger ledger;

  protected static Order order(String key) {
    return new Order(key, "acme", "nouvel/generate", "ab".repeat(32));
  }

  @Override
  protected final void begin(Ledger empty) {
    ledger = empty;
  }

  private void die() throws Exception {
    ledger = afterDeathOf(ledger);
  }

  private Hold claimed(Order order) throws IOException {
    Claim claim = ledger.claim(order, T1);
    assertThat(claim).isInstanceOf(Claim.Granted.class);
    return ((Claim.Granted) claim).hold();
  }

  private Hold sent(Order order) throws IOException {
    Hold hold = claimed(order);
    ledger.sending(hold, 1, T2);
    return hold;
  }

  private void paid(Order order, String answer) throws IOException {
    ledger.settled(sent(order), Settlement.paid(answer), T3);
  }

  private void assertUnknown(Order order) throws IOException {
    assertThat(ledger.claim(order, T3)).isInstanceOf(Claim.Unknown.class);
  }

  @Test
  void aNewKeyIsGranted() throws Exception {
    assertThat(ledger.find(ORDER.key())).isNull();

    Hold hold = claimed(ORDER);

    assertThat(hold.key()).isEqualTo(ORDER.key());
    Entry entry = ledger.find(ORDER.key());
    assertThat(entry.state()).isEqualTo(Entry.State.CLAIMED);
    assertThat(entry.held()).isTrue();
    assertThat(entry.order()).isEqualTo(ORDER);
  }

  @Test
  void aClaimThatWasNeverSentIsFreeAfterItsProcessDied() throws Exception {
    Hold old = claimed(ORDER);

    die();

    Hold hold = claimed(ORDER);
    assertThatThrownBy(() -> ledger.sending(old, 1, T2)).isInstanceOf(ClaimLostException.class);
    ledger.sending(hold, 1, T2);
  }

  @Test
  void aClaimThatWasGivenBackIsFree() throws Exception {
    ledger.settled(claimed(ORDER), Settlement.refused(), T2);

    claimed(order(ORDER.key()));
  }

  @Test
  void whatIsPaidIsAnsweredFromTheLedger() throws Exception {
    String answer = "{\"job_id\":\"j-1\",\n\t\"note\":\"a\\\\b\\u00e9 é 🎬\"}\r\u0001\u0085";
    paid(ORDER, answer);

    for (int life = 0; life < 2; life++) {
      assertThat(ledger.claim(ORDER, T3)).isInstanceOf(Claim.Paid.class);
      Entry entry = ((Claim.Paid) ledger.claim(ORDER, T3)).entry();
      assertThat(entry)
          .isEqualTo(
              new Entry(ORDER, Entry.State.PAID, false, 1, 0, T1, T2, T3, null, answer, Cost.NONE));
      assertThat(ledger.find(ORDER.key())).isEqualTo(entry);
      die();
    }
  }

  @Test
  void emptyAndLeadingDashesAreAnswersToo() throws Exception {
    for (String answer : List.of("", "-", "--", "\\-", "\\", "\\u0041")) {
      paid(order("key " + answer.length() + answer.hashCode()), answer);
      die();
      assertThat(ledger.find("key " + answer.length() + answer.hashCode()).answer())
          .isEqualTo(answer);
    }
  }

  @Test
  void anAnswerOf64KiBIsKeptAndALongerOneIsPaidWithoutIt() throws Exception {
    String largest = "é\u0001x\\".repeat(64 * 1024 / 5);
    paid(order("largest"), largest);
    paid(order("larger"), "é".repeat(32 * 1024 + 1));

    die();

    assertThat(ledger.find("largest").answer()).isEqualTo(largest);
    assertThat(ledger.find("larger").answer()).isNull();
    assertThat(ledger.claim(order("larger"), T3)).isInstanceOf(Claim.Paid.class);
  }

  @Test
  void whatWasSentIsUnknownAfterItsProcessDied() throws Exception {
    Hold old = sent(ORDER);

    die();

    assertUnknown(ORDER);
    Entry entry = ((Claim.Unknown) ledger.claim(ORDER, T3)).entry();
    assertThat(entry)
        .isEqualTo(
            new Entry(ORDER, Entry.State.SENT, false, 1, 1, T1, T2, null, null, null, Cost.NONE));
    assertThat(ledger.unsettled()).containsExactly(entry);
    assertThat(old.key()).isEqualTo(ORDER.key());
  }

  @Test
  void whatIsSettledAsUnknownIsUnknownAtOnce() throws Exception {
    ledger.settled(sent(ORDER), Settlement.unknown(), T3);

    assertUnknown(ORDER);
    die();
    assertUnknown(ORDER);
  }

  @Test
  void whatWasRefusedIsFreeEvenForAnotherOrder() throws Exception {
    ledger.settled(sent(ORDER), Settlement.refused(), T3);
    assertThat(ledger.find(ORDER.key()).state()).isEqualTo(Entry.State.REFUSED);
    die();

    Order corrected = new Order(ORDER.key(), "acme", "nouvel/generate", "cd".repeat(32));
    paid(corrected, "{}");

    assertThat(ledger.claim(corrected, T3)).isInstanceOf(Claim.Paid.class);
    assertThat(ledger.claim(ORDER, T3)).isInstanceOf(Claim.Mismatch.class);
  }

  @Test
  void whatIsHeldByAnotherIsHeld() throws Exception {
    Hold hold = claimed(ORDER);
    assertThat(ledger.claim(ORDER, T1)).isInstanceOf(Claim.Held.class);

    ledger.sending(hold, 1, T2);
    Claim claim = ledger.claim(ORDER, T2);
    assertThat(claim).isInstanceOf(Claim.Held.class);
    assertThat(((Claim.Held) claim).entry().state()).isEqualTo(Entry.State.SENT);
    assertThat(ledger.unsettled()).allMatch(Entry::held).hasSize(1);

    ledger.settled(hold, Settlement.paid("{}"), T3);
    assertThat(ledger.claim(ORDER, T2)).isInstanceOf(Claim.Paid.class);
    assertThat(ledger.unsettled()).isEmpty();
  }

  @Test
  void theSameKeyForAnythingElseIsAMismatch() throws Exception {
    Order held = order("held");
    Order sent = order("sent");
    Order paid = order("paid");
    claimed(held);
    ledger.settled(sent(sent), Settlement.unknown(), T3);
    paid(paid, "{}");

    for (Order one : List.of(held, sent, paid)) {
      assertMismatch(new Order(one.key(), "other", one.endpoint(), one.bodySha256()), "account");
      assertMismatch(new Order(one.key(), one.account(), "x/y", one.bodySha256()), "endpoint");
      assertMismatch(new Order(one.key(), "acme", one.endpoint(), "0".repeat(64)), "body");
      assertMismatch(
          new Order(one.key(), "other", "x/y", "0".repeat(64)), "account, endpoint, body");
    }
  }

  private void assertMismatch(Order other, String differing) throws IOException {
    Claim claim = ledger.claim(other, T3);
    assertThat(claim).isInstanceOf(Claim.Mismatch.class);
    assertThat(((Claim.Mismatch) claim).differing()).isEqualTo(differing);
    assertThat(((Claim.Mismatch) claim).entry().order().key()).isEqualTo(other.key());
  }

  @Test
  void anAttemptRefusedIsNoFalseAlarmIfTheProcessDiesBeforeTheNext() throws Exception {
    Hold hold = sent(ORDER);

    ledger.attemptRefused(hold, T3);

    assertThat(ledger.claim(ORDER, T3)).isInstanceOf(Claim.Held.class);
    assertThat(ledger.unsettled()).isEmpty();
    die();
    claimed(ORDER);
  }

  @Test
  void theNextAttemptAfterARefusedOneIsSentAnew() throws Exception {
    Hold hold = sent(ORDER);
    ledger.attemptRefused(hold, T3);
    ledger.sending(hold, 2, T3);

    die();

    assertUnknown(ORDER);
    Entry entry = ledger.find(ORDER.key());
    assertThat(entry.attempts()).isEqualTo(2);
    assertThat(entry.openAttempts()).isEqualTo(1);
    assertThat(entry.sentAt()).isEqualTo(T3);
  }

  @Test
  void aRefusedAttemptLeavesAnEarlierOneOpen() throws Exception {
    Hold hold = sent(ORDER);
    ledger.sending(hold, 2, T3);
    assertThat(ledger.find(ORDER.key()).openAttempts()).isEqualTo(2);
    ledger.attemptRefused(hold, T3);

    die();

    assertUnknown(ORDER);
    assertThat(ledger.find(ORDER.key()).openAttempts()).isEqualTo(1);
  }

  @Test
  void aCallThatEndsAfterARefusedAttemptGivesItsKeyBack() throws Exception {
    Hold hold = sent(ORDER);
    ledger.attemptRefused(hold, T3);

    ledger.settled(hold, Settlement.refused(), T3);

    claimed(ORDER);
  }

  @Test
  void onlyTheHolderRecords() throws Exception {
    Hold hold = sent(ORDER);
    Hold foreign = new Hold(ORDER.key(), "nobody");

    assertLost(() -> ledger.sending(foreign, 2, T3));
    assertLost(() -> ledger.attemptRefused(foreign, T3));
    assertLost(() -> ledger.settled(foreign, Settlement.refused(), T3));
    assertLost(() -> ledger.settled(foreign, Settlement.unknown(), T3));
    assertLost(() -> ledger.sending(new Hold("other", hold.owner()), 1, T3));

    assertThat(ledger.find(ORDER.key()).attempts()).isEqualTo(1);
    ledger.settled(hold, Settlement.paid("{}"), T3);
    assertLost(() -> ledger.settled(hold, Settlement.refused(), T3));
    assertLost(() -> ledger.sending(hold, 2, T3));
    assertThat(ledger.find(ORDER.key()).state()).isEqualTo(Entry.State.PAID);
  }

  private static void assertLost(org.assertj.core.api.ThrowableAssert.ThrowingCallable action) {
    assertThatThrownBy(action).isInstanceOf(ClaimLostException.class);
  }

  @Test
  void whatWasNeverSentHasNoOutcomeToRecord() throws Exception {
    Hold hold = claimed(ORDER);

    assertLost(() -> ledger.attemptRefused(hold, T2));
    assertLost(() -> ledger.settled(hold, Settlement.paid("{}"), T2));
    assertLost(() -> ledger.settled(hold, Settlement.unknown(), T2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ledger.sending(hold, 0, T2))
        .withMessage("attempt: 0, at least 1");

    ledger.sending(hold, 1, T2);
  }

  @Test
  void aPersonSettlesWhatIsUnknown() throws Exception {
    Order other = order("other");
    ledger.settled(sent(ORDER), Settlement.unknown(), T3);
    ledger.settled(sent(other), Settlement.unknown(), T3);

    assertThat(ledger.settle(ORDER.key(), Settlement.paid("{\"id\":1}"), "seen in July's bill", T3))
        .isTrue();
    assertThat(ledger.settle(other.key(), Settlement.refused(), "-", T3)).isTrue();

    die();
    Entry entry = ledger.find(ORDER.key());
    assertThat(entry.reason()).isEqualTo("seen in July's bill");
    assertThat(entry.settledAt()).isEqualTo(T3);
    assertThat(ledger.claim(ORDER, T3)).isEqualTo(new Claim.Paid(entry));
    assertThat(ledger.find(other.key()).reason()).isEqualTo("-");
    claimed(other);
  }

  @Test
  void onlyWhatIsUnknownIsSettledByHand() throws Exception {
    paid(order("paid"), "{}");
    ledger.settled(sent(order("refused")), Settlement.refused(), T3);
    sent(order("sending"));
    claimed(order("claimed"));

    for (String key : List.of("paid", "refused", "sending", "claimed", "none")) {
      assertThat(ledger.settle(key, Settlement.refused(), "why", T3)).as(key).isFalse();
    }

    assertThat(ledger.find("paid").state()).isEqualTo(Entry.State.PAID);
    assertThat(ledger.find("sending").state()).isEqualTo(Entry.State.SENT);
  }

  @Test
  void aSettlementByHandHasAReasonAndAnOutcome() throws Exception {
    ledger.settled(sent(ORDER), Settlement.unknown(), T3);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ledger.settle(ORDER.key(), Settlement.unknown(), "why", T3))
        .withMessageContaining("must be paid or refused");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ledger.settle(ORDER.key(), Settlement.refused(), " ", T3))
        .withMessage("reason: \" \", must not be blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ledger.settle(ORDER.key(), Settlement.refused(), "a\nb", T3))
        .withMessage("reason: \"a\\u000ab\", must have no control characters");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ledger.settle(ORDER.key(), Settlement.refused(), "x".repeat(1001), T3))
        .withMessageContaining("1001 characters, at most 1000");
    assertUnknown(ORDER);
  }

  @Test
  void unsettledAreListedByTimeOfSending() throws Exception {
    paid(order("paid"), "{}");
    claimed(order("claimed"));
    Hold late = claimed(order("late"));
    ledger.sending(late, 1, T3);
    sent(order("early"));

    assertThat(ledger.unsettled())
        .extracting(entry -> entry.order().key())
        .containsExactly("early", "late");
    die();
    assertThat(ledger.unsettled())
        .extracting(entry -> entry.order().key())
        .containsExactly("early", "late");
  }

  @Test
  void whatWasSentInAPeriodIsListedUnlessItWasRefused() throws Exception {
    paid(order("paid"), "{}");
    Hold unknown = sent(order("unknown"));
    ledger.settled(unknown, Settlement.unknown(), T3);
    Hold underWay = sent(order("under way"));
    ledger.settled(sent(order("refused")), Settlement.refused(), T3);
    Hold unsent = claimed(order("unsent"));

    assertThat(ledger.sentBetween(T2, T2))
        .extracting(entry -> entry.order().key() + " " + entry.state() + " " + entry.held())
        .containsExactlyInAnyOrder("paid PAID false", "unknown SENT false", "under way SENT true");
    assertThat(ledger.sentBetween(T1, T1)).isEmpty();
    assertThat(ledger.sentBetween(T2.plusMillis(1), T3)).isEmpty();
    assertThat(List.of(underWay.key(), unsent.key())).hasSize(2);
  }

  @Test
  void onlyWhatWasSettledBeforeIsForgotten() throws Exception {
    paid(order("paid"), "{}");
    ledger.settled(sent(order("refused")), Settlement.refused(), T3);
    ledger.settled(sent(order("unknown")), Settlement.unknown(), T3);
    Hold late = sent(order("late"));
    ledger.settled(late, Settlement.paid("{}"), T3.plusSeconds(1));
    Hold sending = sent(order("sending"));

    assertThat(ledger.forget(T3)).isZero();
    assertThat(ledger.forget(T3.plusMillis(1))).isEqualTo(2);

    assertThat(ledger.find("paid")).isNull();
    assertThat(ledger.find("late").state()).isEqualTo(Entry.State.PAID);
    ledger.settled(sending, Settlement.paid("{}"), T3);
    die();
    assertThat(ledger.find("paid")).isNull();
    assertThat(ledger.find("refused")).isNull();
    assertThat(ledger.find("late").answer()).isEqualTo("{}");
    assertThat(ledger.find("sending").answer()).isEqualTo("{}");
    assertUnknown(order("unknown"));
  }

  @Test
  void aClockThatGoesBackChangesNothing() throws Exception {
    ledger.settled(sent(ORDER), Settlement.paid("{}"), Instant.EPOCH);
    ledger.settled(sent(order("other")), Settlement.unknown(), Instant.EPOCH);

    die();

    assertThat(ledger.claim(ORDER, Instant.EPOCH)).isInstanceOf(Claim.Paid.class);
    assertUnknown(order("other"));
  }

  @Test
  void keysOfAnyLettersAreKeptApart() throws Exception {
    List<String> keys =
        List.of(
            "a", "A", "á", "a\u0301", "a b", " a", "ß", "ss", "🎬".repeat(200), "a\u2028", "%_'\\");
    for (String key : keys) {
      paid(order(key), "answer of " + key);
    }

    die();

    for (String key : keys) {
      assertThat(ledger.find(key).answer()).isEqualTo("answer of " + key);
    }
  }

  @Test
  void oneOfManyThreadsWithOneKeyIsGranted() throws Exception {
    int threads = 32;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      for (int round = 0; round < 10; round++) {
        Order order = order("round " + round);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Claim>> claims = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
          claims.add(
              pool.submit(
                  () -> {
                    start.await();
                    Claim claim = ledger.claim(order, T1);
                    if (claim instanceof Claim.Granted granted) {
                      ledger.sending(granted.hold(), 1, T2);
                      ledger.settled(granted.hold(), Settlement.paid("{}"), T3);
                    }
                    return claim;
                  }));
        }
        start.countDown();
        int granted = 0;
        for (Future<Claim> claim : claims) {
          granted += claim.get() instanceof Claim.Granted ? 1 : 0;
          assertThat(claim.get())
              .isInstanceOfAny(Claim.Granted.class, Claim.Held.class, Claim.Paid.class);
        }
        assertThat(granted).isEqualTo(1);
      }
    } finally {
      pool.shutdownNow();
    }
  }
}
