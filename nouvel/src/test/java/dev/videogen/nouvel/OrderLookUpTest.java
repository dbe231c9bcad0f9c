package dev.videogen.nouvel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.videogen.core.ledger.Entry;
import dev.videogen.core.ledger.FileLedger;
import dev.videogen.core.ledger.Finding;
import dev.videogen.core.ledger.Order;
import dev.videogen.core.spending.Cost;
import dev.videogen.testkit.NouvelServer;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderLookUpTest {
  private static final GenerateRequest ORDER = GenerateRequest.of("https://shop.example/mug");

  @TempDir private Path folder;

  private static Entry sent(Instant at) {
    Order order = new Order("shop-1", "default", "nouvel/generate", "ab".repeat(32));
    return new Entry(order, Entry.State.SENT, false, 1, 1, at, at, null, null, null, Cost.NONE);
  }

  private Finding.Kind look(int pages, int others) throws Exception {
    try (NouvelServer server = NouvelServer.start();
        FileLedger ledger = FileLedger.open(folder.resolve("videos.ledger"));
        NouvelClient nouvel =
            NouvelClient.builder().apiKey(server.key()).baseUrl(server.url()).build()) {
      for (int i = 0; i < others; i++) {
        String unused = server.addProject("completed");
      }
      return new OrderLookUp(nouvel.api(), ledger, pages)
          .lookHere(ORDER, sent(server.clock().now()))
          .join()
          .kind();
    }
  }

  @Test
  void aListThatIsTooLongToBeSeenWholeProvesNothing() throws Exception {
    assertThat(look(1, 101)).isEqualTo(Finding.Kind.AMBIGUOUS);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 99, 101})
  void oneThatIsSeenWholeTellsThatThereIsNothing(int others) throws Exception {
    assertThat(look(2, others)).isEqualTo(Finding.Kind.NOT_FOUND_SO_FAR);
  }
}
