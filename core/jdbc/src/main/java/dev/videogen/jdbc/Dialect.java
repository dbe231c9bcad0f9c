package dev.videogen.jdbc;

/** What differs between databases: how each tells its own time, and lets one at a time reserve. */
enum Dialect {
  POSTGRESQL(
      "PostgreSQL",
      "CAST(EXTRACT(EPOCH FROM clock_timestamp()) AS DOUBLE PRECISION)",
      // Each statement of a transaction sees what was committed before it began.
      "SELECT pg_advisory_xact_lock(hashtextextended('videogen_ledger ' || CAST(? AS TEXT), 0)); "),
  SQLITE("SQLite", "((julianday('now') - 2440587.5) * 86400.0)", "");

  private final String product;
  private final String now;
  private final String lock;

  Dialect(String product, String now, String lock) {
    this.lock = lock;
    this.product = product;
    this.now = now;
  }

  /** Seconds since 1970, in SQL. */
  String now() {
    return now;
  }

  /**
   * A statement that lets one transaction at a time go on for a name, its only parameter; empty
   * where one writes at a time anyway.
   */
  String lock() {
    return lock;
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
