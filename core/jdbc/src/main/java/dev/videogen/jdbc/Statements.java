package dev.videogen.jdbc;

/** The SQL of each step: one statement, so that each is one round trip and whole by itself. */
final class Statements {
  final String check = "SELECT COUNT(*) FROM videogen_ledger WHERE 1 = 0";
  final String claim;
  final String sending;
  final String attemptRefused;
  final String settleRefused;
  final String settlePaid;
  final String settleUnknown;
  final String settleByHand;
  final String find;
  final String unsettled;
  final String forget =
      "DELETE FROM videogen_ledger WHERE state IN ('PAID', 'REFUSED') AND settled_at < ?";

  Statements(Dialect dialect) {
    String now = dialect.now();
    claim =
        "INSERT INTO videogen_ledger AS l (idempotency_key, account, endpoint, body_sha256, state,"
            + " owner, held_until, attempts, open_attempts, claimed_at)"
            + " VALUES (?, ?, ?, ?, 'CLAIMED', ?, "
            + now
            + " + ?, 0, 0, ?)"
            + " ON CONFLICT (idempotency_key) DO UPDATE SET account = excluded.account,"
            + " endpoint = excluded.endpoint, body_sha256 = excluded.body_sha256,"
            + " state = excluded.state, owner = excluded.owner, held_until = excluded.held_until,"
            + " attempts = 0, open_attempts = 0, claimed_at = excluded.claimed_at, sent_at = NULL,"
            + " settled_at = NULL, reason = NULL, answer = NULL"
            + " WHERE l.state = 'REFUSED' OR (l.state = 'CLAIMED' AND l.held_until < "
            + now
            + ")";
    sending =
        "UPDATE videogen_ledger SET state = 'SENT', attempts = ?,"
            + " open_attempts = open_attempts + 1, sent_at = ?, held_until = "
            + now
            + " + ? WHERE idempotency_key = ? AND owner = ?";
    attemptRefused =
        "UPDATE videogen_ledger SET open_attempts = open_attempts - 1,"
            + " state = CASE WHEN open_attempts > 1 THEN 'SENT' ELSE 'CLAIMED' END, held_until = "
            + now
            + " + ? WHERE idempotency_key = ? AND owner = ? AND state = 'SENT'";
    settleRefused = settled("state = 'REFUSED', open_attempts = 0, settled_at = ?", "");
    settlePaid =
        settled(
            "state = 'PAID', open_attempts = 0, settled_at = ?, answer = ?", " AND state = 'SENT'");
    settleUnknown = settled("state = 'SENT'", " AND state = 'SENT'");
    settleByHand =
        "UPDATE videogen_ledger SET owner = NULL, held_until = 0, state = ?, open_attempts = 0,"
            + " settled_at = ?, answer = ?, reason = ? WHERE idempotency_key = ?"
            + " AND state = 'SENT' AND held_until < "
            + now;
    String select =
        "SELECT idempotency_key, account, endpoint, body_sha256, state, held_until >= "
            + now
            + " AS held, attempts, open_attempts, claimed_at, sent_at, settled_at, reason, answer"
            + " FROM videogen_ledger WHERE ";
    find = select + "idempotency_key = ?";
    unsettled = select + "state = 'SENT' ORDER BY sent_at, idempotency_key";
  }

  private static String settled(String changes, String condition) {
    return "UPDATE videogen_ledger SET owner = NULL, held_until = 0, "
        + changes
        + " WHERE idempotency_key = ? AND owner = ?"
        + condition;
  }
}
