package dev.videogen.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.videogen.core.ApiResponse;
import dev.videogen.core.errors.OutcomeUnknownException;
import dev.videogen.core.ledger.Entry;
import dev.videogen.core.ledger.FileLedger;
import dev.videogen.testkit.Event;
import dev.videogen.testkit.ForkedJvm;
import dev.videogen.testkit.VideogenAssertions;
import dev.videogen.testkit.VideogenServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A process killed at each point of a paid call; the same order again, on the same ledger. */
class KillPointsTest {
  private static final String KEY = "order-1";

  @TempDir private Path folder;

  /** Where it is killed, what the service received and charged, and what the ledger may know. */
  private enum Point {
    BEFORE_CLAIM(0, 0, Set.of(Entry.State.REFUSED)),
    CLAIMED(0, 0, Set.of(Entry.State.REFUSED)),
    RECORDED(0, 0, Set.of(Entry.State.SENT)),
    ATTEMPT_REFUSED(1, 0, Set.of(Entry.State.REFUSED)),
    REQUEST_READ(1, 1, Set.of(Entry.State.SENT)),
    CHARGED(1, 1, Set.of(Entry.State.SENT)),
    /** The answer has arrived, and may have been recorded before the kill does. */
    ANSWERED(1, 1, Set.of(Entry.State.SENT, Entry.State.PAID)),
    BEFORE_SETTLING(1, 1, Set.of(Entry.State.SENT)),
    SETTLED(1, 1, Set.of(Entry.State.PAID));

    private final int requests;
    private final int charges;
    private final Set<Entry.State> known;

    Point(int requests, int charges, Set<Entry.State> known) {
      this.requests = requests;
      this.charges = charges;
      this.known = known;
    }

    boolean isEvent() {
      return Stream.of(Event.values()).anyMatch(event -> event.name().equals(name()));
    }
  }

  static Stream<Arguments> points() {
    return Stream.of(PaidService.values())
        .flatMap(service -> Stream.of(Point.values()).map(point -> Arguments.of(service, point)));
  }

  @ParameterizedTest
  @MethodSource("points")
  void theSameOrderAgainIsNotPaidTwice(PaidService service, Point point) throws Exception {
    Path file = folder.resolve("videos.ledger");
    VideogenServer first = service.start();
    try (first) {
      kill(service, point, first, file);
    }
    // The service has worked on after its client was gone.
    VideogenAssertions.assertThat(first)
        .charged(point.charges)
        .received(point.requests, service.paid);

    try (VideogenServer server = service.start();
        FileLedger ledger = FileLedger.open(file);
        Shop shop = Shop.open(service, server.url().toString(), server.key(), ledger)) {
      Entry entry = ledger.find(KEY);
      Entry.State state = entry == null ? Entry.State.REFUSED : entry.state();
      assertThat(state).isIn(point.known);
      again(shop, state);
      int paidNow = state == Entry.State.REFUSED ? 1 : 0;
      VideogenAssertions.assertThat(server).charged(paidNow).received(paidNow, service.paid);
      assertThat(ledger.find(KEY).attempts()).isEqualTo(1);
      assertThat(ledger.damage()).isEmpty();
    }
  }

  private static void kill(PaidService service, Point point, VideogenServer server, Path file) {
    ForkedJvm shop = ShopProcess.prepare(service, server, file, point.name(), List.of(KEY));
    if (point == Point.ATTEMPT_REFUSED) {
      server.on(service.paid).respond(service.comeBackSoon());
    }
    if (point.isEvent()) {
      server.on(Event.valueOf(point.name()), service.paid).run(shop::kill);
    } else {
      server.on(Event.REQUEST_READ, service.free).run(shop::kill);
    }
    shop.runUntilKilled();
  }

  private static void again(Shop shop, Entry.State known) throws IOException {
    if (known == Entry.State.SENT) {
      assertThat(catchThrowable(() -> shop.order(KEY).execute()))
          .isInstanceOf(OutcomeUnknownException.class)
          .hasMessageContaining("Nothing was sent now");
    } else {
      ApiResponse<?> answer = shop.order(KEY).executeForResponse();
      assertThat(answer.replayed()).isEqualTo(known == Entry.State.PAID);
    }
  }
}
