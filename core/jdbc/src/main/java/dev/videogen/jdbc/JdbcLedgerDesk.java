package dev.videogen.jdbc;

import dev.videogen.core.ledger.Damage;
import dev.videogen.core.ledger.Entry;
import dev.videogen.core.ledger.LedgerDesk;
import dev.videogen.core.ledger.Settlement;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.logging.LogManager;
import org.jspecify.annotations.Nullable;

/**
 * The command of {@link LedgerDesk} for a ledger in a database, with its driver on the path:
 *
 * <pre>
 * java -p ... -m dev.videogen.jdbc/dev.videogen.jdbc.JdbcLedgerDesk jdbc:postgresql://db/videos
 * java -cp ... dev.videogen.jdbc.JdbcLedgerDesk jdbc:postgresql://db/videos show shop-42/clip-3
 * </pre>
 *
 * <p>User and password come from the environment variables {@code VIDEOGEN_JDBC_USER} and {@code
 * VIDEOGEN_JDBC_PASSWORD}, or are parameters of the URL, where other users of the machine may see
 * them. Neither is printed, nor is anything else that follows a question mark in the URL. An entry
 * that somebody is sending now is told apart from an unknown one, by {@link JdbcLedger}'s time.
 */
public final class JdbcLedgerDesk {
  private JdbcLedgerDesk() {}

  /** Exits with the codes of {@link LedgerDesk}. */
  public static void main(String[] args) {
    // Drivers log what they can't connect with, credentials and all.
    LogManager.getLogManager().reset();
    new LedgerDesk(JdbcLedgerDesk.class, "URL", url -> open(url, System.getenv())).runAndExit(args);
  }

  static LedgerDesk.Store open(String url, Map<String, String> environment) throws IOException {
    JdbcUrl parsed = JdbcUrl.of(url);
    JdbcLedger ledger = JdbcLedger.builder(new DriverSource(parsed, environment)).open();
    return new Store(parsed.shown(), ledger);
  }

  private record Store(String name, JdbcLedger ledger) implements LedgerDesk.Store {
    @Override
    public boolean knowsHolders() {
      return true;
    }

    /** The database's own affair. */
    @Override
    public List<Damage> damage() {
      return List.of();
    }

    @Override
    public List<Entry> unsettled() throws IOException {
      return ledger.unsettled();
    }

    @Override
    public @Nullable Entry find(String key) throws IOException {
      return ledger.find(key);
    }

    @Override
    public boolean settle(String key, Settlement settlement, String reason, Instant now)
        throws IOException {
      return ledger.settle(key, settlement, reason, now);
    }

    /** Each statement had a connection of its own. */
    @Override
    public void close() {}
  }
}
