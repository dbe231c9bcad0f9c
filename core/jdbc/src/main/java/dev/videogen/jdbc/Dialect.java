package dev.videogen.jdbc;

/** What differs between databases: how each tells its own time. */
enum Dialect {
  POSTGRESQL("PostgreSQL", "CAST(EXTRACT(EPOCH FROM clock_timestamp()) AS DOUBLE PRECISION)"),
  SQLITE("SQLite", "((julianday('now') - 2440587.5) * 86400.0)");

  private final String product;
  private final String now;

  Dialect(String product, String now) {
    this.product = product;
    this.now = now;
  }

  /** Seconds since 1970, in SQL. */
  String now() {
    return now;
  }

  /**
   * The one for a database that calls itself so.
   *
   * @throws IllegalArgumentException if it is none of those whose promises were tested
   */
  static Dialect of(String product) {
    for (Dialect dialect : values()) {
      if (dialect.product.equals(product)) {
        return dialect;
      }
    }
    throw new IllegalArgumentException("dataSource: " + product + ", must be PostgreSQL or SQLite");
  }
}
