package dev.videogen.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.videogen.core.errors.ApiException;
import dev.videogen.core.ledger.FileLedger;
import dev.videogen.testkit.VideogenServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Orders that meet random trouble, each made by two clients at the same time on one ledger.
 *
 * <p>{@code -Dledger.orders=10000} makes it longer, {@code -Dledger.seed=7} varies it.
 */
class OrderedTwiceTest {
  private static final int ORDERS = Integer.getInteger("ledger.orders", 1000);
  private static final long SEED = Long.getLong("ledger.seed", 20_260_506);
  private static final int AT_ONCE = 50;

  @TempDir private Path folder;
  private final Set<String> paid = new HashSet<>();
  private int answeredTwice;

  @ParameterizedTest
  @EnumSource(PaidService.class)
  void noKeyIsChargedTwice(PaidService service) throws Exception {
    Random random = new Random(SEED);
    List<String> keys =
        IntStream.range(0, ORDERS / 2).mapToObj(number -> "order-" + number).toList();
    try (VideogenServer server = service.start();
        FileLedger ledger = FileLedger.open(folder.resolve("videos.ledger"));
        Shop one = Shop.open(service, server.url().toString(), server.key(), ledger);
        Shop other = Shop.open(service, server.url().toString(), server.key(), ledger)) {
      for (int from = 0; from < keys.size(); from += AT_ONCE) {
        List<String> batch = keys.subList(from, Math.min(keys.size(), from + AT_ONCE));
        batch.forEach(key -> service.trouble(server.on(service.paid), random));
        List<CompletableFuture<?>> first = start(one, batch);
        List<CompletableFuture<?>> second = start(other, batch);
        for (int i = 0; i < batch.size(); i++) {
          compare(batch.get(i), result(first.get(i)), result(second.get(i)));
        }
      }
      LedgerAudit audit = LedgerAudit.of(server, ledger, keys, paid);
      assertThat(answeredTwice).isGreaterThan(keys.size() / 3);
      System.out.printf(
          "%s: %d keys, each ordered twice, %d requests: %s%n",
          service, keys.size(), server.requestCount(service.paid), audit);
    }
  }

  private static List<CompletableFuture<?>> start(Shop shop, List<String> keys) {
    List<CompletableFuture<?>> orders = new ArrayList<>();
    keys.forEach(key -> orders.add(shop.order(key).executeAsync()));
    return orders;
  }

  /** The answer or the failure. */
  private static Object result(CompletableFuture<?> order) {
    try {
      return order.join();
    } catch (CompletionException failed) {
      return failed.getCause();
    }
  }

  private void compare(String key, Object one, Object other) {
    for (Object result : List.of(one, other)) {
      if (!(result instanceof Throwable)) {
        paid.add(key);
      } else {
        assertThat(result).isInstanceOf(ApiException.class);
      }
    }
    if (!(one instanceof Throwable) && !(other instanceof Throwable)) {
      assertThat(one).as(key).isEqualTo(other);
      answeredTwice++;
    }
  }
}
