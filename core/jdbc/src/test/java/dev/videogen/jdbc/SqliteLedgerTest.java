package dev.videogen.jdbc;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.io.TempDir;

class SqliteLedgerTest extends JdbcLedgerContract {
  @TempDir private Path folder;

  @Override
  DataSource source() {
    return new UrlSource("jdbc:sqlite:" + folder.resolve("ledger.db"));
  }
}
