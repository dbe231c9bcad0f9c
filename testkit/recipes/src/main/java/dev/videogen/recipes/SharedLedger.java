package dev.videogen.recipes;

import dev.videogen.jdbc.JdbcLedger;
import dev.videogen.nouvel.GenerateRequest;
import dev.videogen.nouvel.NouvelClient;
import dev.videogen.testkit.NouvelServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.sqlite.SQLiteDataSource;

/**
 * Several machines that take the same orders from a queue, and pay for each once. The store is
 * SQLite here, so that nothing needs to be installed; machines share a PostgreSQL, by its own
 * {@code DataSource} or a pool.
 */
public final class SharedLedger {
  private SharedLedger() {}

  /** One machine. */
  static String order(NouvelServer fake, DataSource dataSource, String key) throws IOException {
    JdbcLedger ledger = JdbcLedger.builder(dataSource).createTable().open();
    NouvelClient nouvel =
        NouvelClient.builder().apiKey(fake.key()).baseUrl(fake.url()).ledger(ledger).build();
    try (nouvel) {
      GenerateRequest request = GenerateRequest.of(Fakes.PRODUCT);
      return nouvel.api().generate(request).idempotencyKey(key).execute().jobId();
    }
  }

  /** Two machines get the same order, and both have the one job. */
  public static void main(String[] args) throws IOException {
    Path file = Files.createTempDirectory("orders").resolve("orders.db");
    SQLiteDataSource shared = new SQLiteDataSource();
    shared.setUrl("jdbc:sqlite:" + file);
    try (NouvelServer fake = NouvelServer.start()) {
      String one = order(fake, shared, "shop-42/clip-3");
      String other = order(fake, shared, "shop-42/clip-3");
      System.out.println("one job: " + one.equals(other) + ", orders sent: " + fake.charges());
    }
  }
}
