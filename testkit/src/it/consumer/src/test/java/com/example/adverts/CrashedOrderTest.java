package com.example.adverts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.videogen.core.errors.OutcomeUnknownException;
import dev.videogen.core.ledger.FileLedger;
import dev.videogen.nouvel.GenerateRequest;
import dev.videogen.nouvel.NouvelClient;
import dev.videogen.testkit.Event;
import dev.videogen.testkit.ForkedJvm;
import dev.videogen.testkit.NouvelServer;
import dev.videogen.testkit.VideogenAssertions;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashedOrderTest {
  /** Orders one advert, as a job engine would that runs it until it ends. */
  static final class Order {
    public static void main(String[] args) throws IOException {
      try (FileLedger ledger = FileLedger.open(Path.of(args[2]));
          NouvelClient nouvel =
              NouvelClient.builder().baseUrl(args[0]).apiKey(args[1]).ledger(ledger).build()) {
        GenerateRequest advert = GenerateRequest.of("https://example.com/products/powder");
        System.out.println(nouvel.api().generate(advert).idempotencyKey("advert-1").execute());
      } catch (OutcomeUnknownException unknown) {
        System.out.println(unknown.getMessage());
      }
    }
  }

  @Test
  void crashWhilePayingIsToldAndNotPaidAgain(@TempDir Path folder) {
    try (NouvelServer server = NouvelServer.start()) {
      String ledger = folder.resolve("adverts.ledger").toString();
      ForkedJvm order =
          ForkedJvm.of(Order.class, server.url().toString(), server.key(), ledger);
      server.on(Event.CHARGED).run(order::kill);

      order.runUntilKilled();
      assertThat(order.runToEnd()).contains("\"advert-1\" was sent at").contains("isn't known");

      VideogenAssertions.assertThat(server).charged(1).chargedNoOrderTwice();
    }
  }
}
