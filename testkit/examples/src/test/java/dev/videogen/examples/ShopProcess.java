package dev.videogen.examples;

import dev.videogen.core.errors.ApiException;
import dev.videogen.core.ledger.FileLedger;
import dev.videogen.testkit.ForkedJvm;
import dev.videogen.testkit.VideogenServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A shop as a program: orders videos, two at a time, and prints which are paid. Asks the fake for
 * something free of charge at one of the ledger's steps, to be killed there.
 */
final class ShopProcess {
  private static final int LANES = 2;

  private ShopProcess() {}

  /**
   * One that isn't started yet.
   *
   * @param step of the ledger, at which it asks; or anything else
   */
  static ForkedJvm prepare(
      PaidService service, VideogenServer server, Path ledger, String step, List<String> keys) {
    List<String> arguments = new ArrayList<>();
    arguments.add(service.name());
    arguments.add(server.url().toString());
    arguments.add(server.key());
    arguments.add(ledger.toString());
    arguments.add(step);
    arguments.addAll(keys);
    return ForkedJvm.of(ShopProcess.class, arguments.toArray(new String[0]))
        .options("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto");
  }

  public static void main(String[] args) throws IOException {
    PaidService service = PaidService.valueOf(args[0]);
    Consumer<LedgerSteps.Step> asking =
        step -> {
          if (step.name().equals(args[4])) {
            ask(args[1] + service.freePath);
          }
        };
    try (FileLedger file = FileLedger.open(Path.of(args[3]));
        Shop shop = Shop.open(service, args[1], args[2], new LedgerSteps(file, asking))) {
      CompletableFuture<?>[] lanes = new CompletableFuture<?>[LANES];
      Arrays.fill(lanes, CompletableFuture.completedFuture(null));
      for (int i = 5; i < args.length; i++) {
        String key = args[i];
        lanes[i % LANES] = lanes[i % LANES].thenCompose(before -> order(shop, key));
      }
      CompletableFuture.allOf(lanes).join();
    }
  }

  private static CompletableFuture<?> order(Shop shop, String key) {
    return shop.order(key).executeAsync().handle((answer, failure) -> told(key, failure));
  }

  private static String told(String key, Throwable failure) {
    if (failure == null) {
      System.out.println("paid " + key);
    } else if (!(failure instanceof ApiException)) {
      throw new AssertionError(key, failure);
    }
    return key;
  }

  private static void ask(String url) {
    try {
      HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
      int unused = connection.getResponseCode();
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }
}
