package dev.videogen.jdbc;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Runs statements, each on a connection of the pool and committed by itself. */
final class Database {
  private final DataSource source;

  Database(DataSource source) {
    this.source = source;
  }

  /** What to do on a connection. */
  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  /** How to read a row. */
  interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /**
   * Does it, and tells a failure as one of this library's kind.
   *
   * @param what what can't be done then, in words
   */
  <T> T run(String what, Work<T> work) throws IOException {
    try (Connection connection = source.getConnection()) {
      boolean committing = connection.getAutoCommit();
      if (!committing) {
        connection.setAutoCommit(true);
      }
      try {
        return work.on(connection);
      } finally {
        if (!committing) {
          connection.setAutoCommit(false);
        }
      }
    } catch (SQLException failed) {
      throw new IOException("the ledger " + what + ": " + failed.getMessage(), failed);
    }
  }

  /** Returns how many rows were written. */
  int update(String what, String sql, @Nullable Object... parameters) throws IOException {
    return run(
        what,
        connection -> {
          try (PreparedStatement statement = prepared(connection, sql, parameters)) {
            return statement.executeUpdate();
          }
        });
  }

  /** Of several statements in one round trip and one transaction, how many rows the last wrote. */
  int updateLast(String what, String sql, @Nullable Object... parameters) throws IOException {
    return run(
        what,
        connection -> {
          try (PreparedStatement statement = prepared(connection, sql, parameters)) {
            boolean rows = statement.execute();
            int written = statement.getUpdateCount();
            while (rows || written >= 0) {
              int last = written;
              rows = statement.getMoreResults();
              written = statement.getUpdateCount();
              if (!rows && written < 0) {
                return last;
              }
            }
            return 0;
          }
        });
  }

  <T> List<T> select(String what, String sql, Reader<T> reader, @Nullable Object... parameters)
      throws IOException {
    return run(
        what,
        connection -> {
          List<T> rows = new ArrayList<>();
          try (PreparedStatement statement = prepared(connection, sql, parameters);
              ResultSet result = statement.executeQuery()) {
            while (result.next()) {
              rows.add(reader.read(result));
            }
          }
          return rows;
        });
  }

  private static PreparedStatement prepared(
      Connection connection, String sql, @Nullable Object... parameters) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    try {
      for (int i = 0; i < parameters.length; i++) {
        Object parameter = parameters[i];
        if (parameter instanceof Integer number) {
          statement.setInt(i + 1, number);
        } else if (parameter instanceof Double number) {
          statement.setDouble(i + 1, number);
        } else {
          statement.setString(i + 1, (String) parameter);
        }
      }
    } catch (Throwable failed) {
      statement.close();
      throw failed;
    }
    return statement;
  }
}
