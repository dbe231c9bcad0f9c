package dev.videogen.jdbc;

import dev.videogen.core.ledger.Entry;
import dev.videogen.core.ledger.Order;
import dev.videogen.core.spending.Cost;
import dev.videogen.core.spending.Spent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Entries as rows. */
final class Rows {
  /** Of one width, so that as texts they have the order of the times. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'").withZone(ZoneOffset.UTC);

  private Rows() {}

  static String text(Instant time) {
    return TIME.format(time);
  }

  private static @Nullable Instant time(@Nullable String text) {
    return text == null ? null : Instant.parse(text);
  }

  static Entry entry(ResultSet row) throws SQLException {
    Entry.State state = Entry.State.valueOf(row.getString("state"));
    return new Entry(
        new Order(
            row.getString("idempotency_key"),
            row.getString("account"),
            row.getString("endpoint"),
            row.getString("body_sha256")),
        state,
        row.getBoolean("held"),
        row.getInt("attempts"),
        row.getInt("open_attempts"),
        Instant.parse(row.getString("claimed_at")),
        time(row.getString("sent_at")),
        time(row.getString("settled_at")),
        row.getString("reason"),
        row.getString("answer"),
        cost(row));
  }

  private static Cost cost(ResultSet row) throws SQLException {
    return new Cost(row.getInt("videos"), row.getInt("credits"));
  }

  /** What an order counts for under limits on spending. */
  static Spent spent(ResultSet row) throws SQLException {
    return new Spent(Instant.parse(row.getString("sent_at")), cost(row));
  }
}
