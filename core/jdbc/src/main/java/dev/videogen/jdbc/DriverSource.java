package dev.videogen.jdbc;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A connection of its own for each of the few statements of a command. */
final class DriverSource implements DataSource {
  private final JdbcUrl url;
  private final Properties properties = new Properties();

  DriverSource(JdbcUrl url, Map<String, String> environment) {
    this.url = url;
    put("user", environment.get("VIDEOGEN_JDBC_USER"));
    put("password", environment.get("VIDEOGEN_JDBC_PASSWORD"));
    if (url.scheme().equals("jdbc:sqlite:")) {
      // To read and write, and not to make a file of a name that was mistyped.
      put("open_mode", "2");
    }
  }

  private void put(String name, @Nullable String value) {
    if (value != null) {
      properties.setProperty(name, value);
    }
  }

  @Override
  public Connection getConnection() throws SQLException {
    Driver driver;
    try {
      driver = DriverManager.getDriver(url.text());
    } catch (SQLException none) {
      // Its message has the whole URL.
      throw new SQLException(
          "no driver on the path takes this URL of "
              + url.scheme()
              + "; add its jar, or correct the URL");
    }
    try {
      Connection connection = driver.connect(url.text(), properties);
      if (connection == null) {
        throw new SQLException("the driver refuses its own URL");
      }
      return connection;
    } catch (SQLException | RuntimeException failed) {
      throw new SQLException(withoutCredentials(failed), sqlState(failed));
    }
  }

  /** What failed, unless it may tell what isn't to be told: then only its kind. */
  private String withoutCredentials(Exception failed) {
    String message = String.valueOf(failed.getMessage()).replace(url.text(), url.shown());
    List<String> secrets = new ArrayList<>(url.secrets());
    secrets.add(properties.getProperty("password", ""));
    return secrets.stream().anyMatch(secret -> !secret.isEmpty() && message.contains(secret))
        ? failed.getClass().getSimpleName() + " at " + url.shown()
        : message;
  }

  private static @Nullable String sqlState(Exception failed) {
    return failed instanceof SQLException sql ? sql.getSQLState() : null;
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(PrintWriter out) {}

  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
