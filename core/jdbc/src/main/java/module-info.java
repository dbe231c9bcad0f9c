/** The ledger in a database: java.sql alone, users bring the driver. */
module dev.videogen.jdbc {
  requires transitive dev.videogen.core;
  requires transitive java.sql;
  requires transitive org.jspecify;

  exports dev.videogen.jdbc;
}
