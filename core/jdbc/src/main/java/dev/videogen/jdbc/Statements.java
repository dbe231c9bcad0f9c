package dev.videogen.jdbc;

/** The SQL of each step: one statement, so that each is one round trip and whole by itself. */
final class Statements {
  final String check = "SELECT COUNT(*) FROM videogen_ledger WHERE 1 = 0";
  final String claim;
  final String sending;
  final String attemptRefused;
  final String settleRefused;
  final String settlePaid;
  final String settlePaidAtCost;

  /** To be run before {@link #withinLimit} in its transaction; empty where that is whole alone. */
  final String lock;

  /** A condition of {@link #sending} for each limit. */
  final String withinLimit;

  final String spent;
  final String heldBy;
  final String settleUnknown;
  final String settleByHand;
  final String find;
  final String unsettled;
  final String sentBetween;
  final String forget =
      "DELETE FROM videogen_ledger WHERE state IN ('PAID', 'REFUSED') AND settled_at < ?";

  /** The same account's, at the same provider, after a time. */
  private static final String SPENT =
      " FROM videogen_ledger WHERE account = ? AND SUBSTR(endpoint || '/', 1, ?) = ? AND sent_at > ?"
          + " AND state IN ('SENT', 'PAID')";

  Statements(Dialect dialect) {
    String now = dialect.now();
    claim =
        "INSERT INTO videogen_ledger AS l (idempotency_key, account, endpoint, body_sha256, state,"
            + " owner, held_until, attempts, open_attempts, claimed_at, videos, credits)"
            + " VALUES (?, ?, ?, ?, 'CLAIMED', ?, "
            + now
            + " + ?, 0, 0, ?, 0, 0)"
            + " ON CONFLICT (idempotency_key) DO UPDATE SET account = excluded.account,"
            + " endpoint = excluded.endpoint, body_sha256 = excluded.body_sha256,"
            + " state = excluded.state, owner = excluded.owner, held_until = excluded.held_until,"
            + " attempts = 0, open_attempts = 0, claimed_at = excluded.claimed_at, sent_at = NULL,"
            + " settled_at = NULL, reason = NULL, answer = NULL, videos = 0, credits = 0"
            + " WHERE l.state = 'REFUSED' OR (l.state = 'CLAIMED' AND l.held_until < "
            + now
            + ")";
    sending =
        "UPDATE videogen_ledger SET state = 'SENT', attempts = ?,"
            + " open_attempts = open_attempts + 1, sent_at = ?, videos = videos + ?,"
            + " credits = credits + ?, held_until = "
            + now
            + " + ? WHERE idempotency_key = ? AND owner = ?";
    lock = dialect.lock();
    withinLimit =
        " AND ? + (SELECT COALESCE(SUM(CASE ? WHEN 'VIDEOS' THEN videos ELSE credits END), 0)"
            + SPENT
            + ") <= ?";
    spent = "SELECT sent_at, videos, credits" + SPENT;
    heldBy = "SELECT 1 FROM videogen_ledger WHERE idempotency_key = ? AND owner = ?";
    attemptRefused =
        "UPDATE videogen_ledger SET open_attempts = open_attempts - 1,"
            + " videos = videos * (open_attempts - 1) / open_attempts,"
            + " credits = credits * (open_attempts - 1) / open_attempts,"
            + " state = CASE WHEN open_attempts > 1 THEN 'SENT' ELSE 'CLAIMED' END, held_until = "
            + now
            + " + ? WHERE idempotency_key = ? AND owner = ? AND state = 'SENT'";
    settleRefused =
        settled(
            "state = 'REFUSED', open_attempts = 0, settled_at = ?, videos = 0, credits = 0", "");
    settlePaid =
        settled(
            "state = 'PAID', open_attempts = 0, settled_at = ?, answer = ?", " AND state = 'SENT'");
    settlePaidAtCost =
        settled(
            "state = 'PAID', settled_at = ?, answer = ?, open_attempts = 0,"
                + " videos = videos * (open_attempts - 1) / open_attempts + ?,"
                + " credits = credits * (open_attempts - 1) / open_attempts + ?",
            " AND state = 'SENT'");
    settleUnknown = settled("state = 'SENT'", " AND state = 'SENT'");
    settleByHand =
        "UPDATE videogen_ledger SET owner = NULL, held_until = 0, state = ?, open_attempts = 0,"
            + " settled_at = ?, answer = ?, reason = ?,"
            + " videos = CASE CAST(? AS TEXT) WHEN 'PAID' THEN videos ELSE 0 END,"
            + " credits = CASE CAST(? AS TEXT) WHEN 'PAID' THEN credits ELSE 0 END"
            + " WHERE idempotency_key = ?"
            + " AND state = 'SENT' AND held_until < "
            + now;
    String select =
        "SELECT idempotency_key, account, endpoint, body_sha256, state, held_until >= "
            + now
            + " AS held, attempts, open_attempts, claimed_at, sent_at, settled_at, reason, answer,"
            + " videos, credits"
            + " FROM videogen_ledger WHERE ";
    find = select + "idempotency_key = ?";
    sentBetween =
        select
            + "state IN ('SENT', 'PAID') AND sent_at BETWEEN ? AND ?"
            + " ORDER BY sent_at, idempotency_key";
    unsettled = select + "state = 'SENT' ORDER BY sent_at, idempotency_key";
  }

  private static String settled(String changes, String condition) {
    return "UPDATE videogen_ledger SET owner = NULL, held_until = 0, "
        + changes
        + " WHERE idempotency_key = ? AND owner = ?"
        + condition;
  }
}
