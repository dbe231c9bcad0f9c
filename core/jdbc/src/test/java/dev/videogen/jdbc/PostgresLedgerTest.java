package dev.videogen.jdbc;

import javax.sql.DataSource;

class PostgresLedgerTest extends JdbcLedgerContract {
  @Override
  DataSource source() throws Exception {
    return PostgresServer.get().dataSource();
  }
}
