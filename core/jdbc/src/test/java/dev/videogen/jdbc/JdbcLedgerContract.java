package dev.videogen.jdbc;

import dev.videogen.core.ledger.Ledger;
import dev.videogen.ledger.contract.LedgerContract;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** What every ledger must do, in a database. */
abstract class JdbcLedgerContract extends LedgerContract {
  private DataSource source;

  abstract DataSource source() throws Exception;

  @Override
  protected Ledger empty() throws Exception {
    source = source();
    JdbcLedger ledger = JdbcLedger.builder(source).createTable().open();
    execute(source, "DELETE FROM videogen_ledger");
    return ledger;
  }

  /** Nobody is told of a death, so what ends its claims is time. */
  @Override
  protected Ledger afterDeathOf(Ledger before) throws Exception {
    execute(source, "UPDATE videogen_ledger SET held_until = held_until - 1201");
    return JdbcLedger.builder(source).open();
  }

  static void execute(DataSource source, String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}
