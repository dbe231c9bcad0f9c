-- One row for each idempotency key. The same for PostgreSQL (9.5 or newer, encoding UTF8) and SQLite (3.35 or newer).
-- Times are texts in UTC, by the clock of the caller, held_until is in seconds since 1970, by the clock of the database.
CREATE TABLE IF NOT EXISTS videogen_ledger (
  idempotency_key TEXT PRIMARY KEY NOT NULL,
  account TEXT NOT NULL,
  endpoint TEXT NOT NULL,
  body_sha256 TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('CLAIMED', 'SENT', 'PAID', 'REFUSED')),
  owner TEXT,
  held_until DOUBLE PRECISION NOT NULL,
  attempts INTEGER NOT NULL,
  open_attempts INTEGER NOT NULL,
  claimed_at TEXT NOT NULL,
  sent_at TEXT,
  settled_at TEXT,
  reason TEXT,
  answer TEXT,
  videos INTEGER NOT NULL,
  credits INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS videogen_ledger_unsettled ON videogen_ledger (sent_at) WHERE state = 'SENT';
CREATE INDEX IF NOT EXISTS videogen_ledger_spent ON videogen_ledger (account, sent_at);
