package dev.videogen.jdbc;

import dev.videogen.core.ledger.Claim;
import dev.videogen.core.ledger.ClaimLostException;
import dev.videogen.core.ledger.Entry;
import dev.videogen.core.ledger.Hold;
import dev.videogen.core.ledger.Ledger;
import dev.videogen.core.ledger.Order;
import dev.videogen.core.ledger.Settlement;
import dev.videogen.core.spending.Cost;
import dev.videogen.core.spending.Spending;
import dev.videogen.core.spending.SpendingLimit;
import dev.videogen.core.spending.Spent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A ledger in PostgreSQL, or in SQLite, shared by any number of processes. A paid call takes three
 * statements, each a round trip, and under a limit on spending one more. Thread-safe as far as the
 * {@link DataSource} is, which should be a pool.
 *
 * <pre>{@code
 * JdbcLedger ledger = JdbcLedger.builder(dataSource).createTable().open();
 * }</pre>
 *
 * <p>Nothing tells a process that died from one that is slow. So a claim lasts for a time, {@link
 * Builder#claimsLast}, by the clock of the database, and starts anew with each attempt. One that
 * hasn't sent anything by its end is free for others, and its holder finds that out when it is
 * about to send. What was sent is never free again by itself: until the time is over it is held,
 * then unknown. The holder may still record the outcome, however late.
 *
 * <p>What is recorded is as durable as the database makes a commit: {@code fsync} and {@code
 * synchronous_commit} must be on in PostgreSQL, {@code synchronous} FULL in SQLite, as they are
 * unless somebody changed them. Connections must read what is committed, as they do by default.
 */
public final class JdbcLedger implements Ledger {
  private static final String SCHEMA = "ledger.sql";

  /** A row that isn't there for one statement may be for the next, but not for ever. */
  private static final int MOST_TRIES = 10;

  private final Database database;
  private final Statements statements;
  private final double lasting;

  private JdbcLedger(Database database, Statements statements, Duration lasting) {
    this.database = database;
    this.statements = statements;
    this.lasting = lasting.toMillis() / 1000.0;
  }

  /** Begins to describe a ledger in a database. */
  public static Builder builder(DataSource dataSource) {
    return new Builder(dataSource);
  }

  /** The statements that make the table and its index, for who makes tables by other means. */
  public static String schema() {
    try (InputStream in = JdbcLedger.class.getResourceAsStream(SCHEMA)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new IllegalStateException(SCHEMA, broken);
    }
  }

  /** What a ledger in a database can be told. Not thread-safe. */
  public static final class Builder {
    private final DataSource dataSource;
    private Duration claimsLast = Duration.ofMinutes(20);
    private boolean createTable;

    private Builder(DataSource dataSource) {
      this.dataSource = dataSource;
    }

    /**
     * How long a claim lasts since it was made, or since its last attempt began: 20 minutes unless
     * told. It should be longer than an attempt may take, or what is still under way is told as
     * unknown; it is never sent twice for that.
     *
     * @throws IllegalArgumentException if it is less than a second
     */
    public Builder claimsLast(Duration time) {
      if (time.compareTo(Duration.ofSeconds(1)) < 0) {
        throw new IllegalArgumentException("claimsLast: " + time + ", at least PT1S");
      }
      claimsLast = time;
      return this;
    }

    /** Makes the table {@code videogen_ledger} if there is none; else it must be there. */
    public Builder createTable() {
      createTable = true;
      return this;
    }

    /**
     * Looks at the database.
     *
     * @throws IOException if it can't be reached, or has no table for the ledger
     * @throws IllegalArgumentException if it is neither PostgreSQL nor SQLite
     */
    public JdbcLedger open() throws IOException {
      Database database = new Database(dataSource);
      String product =
          database.run(
              "can't be opened", connection -> connection.getMetaData().getDatabaseProductName());
      Statements statements = new Statements(Dialect.of(product));
      if (createTable) {
        int unusedCount = database.run("can't make its table", Builder::create);
      }
      int unused = database.select("has no table", statements.check, row -> row.getInt(1)).size();
      return new JdbcLedger(database, statements, claimsLast);
    }

    private static int create(Connection connection) throws SQLException {
      int made = 0;
      try (Statement statement = connection.createStatement()) {
        for (String one : schema().split(";\\R", -1)) {
          made += one.isBlank() ? 0 : create(statement, one);
        }
      }
      return made;
    }

    private static int create(Statement statement, String sql) throws SQLException {
      try {
        return statement.executeUpdate(sql);
      } catch (SQLException madeMeanwhile) {
        // PostgreSQL fails one of two who make the same thing at the same moment, IF NOT EXISTS or
        // not. By now it is there.
        return statement.executeUpdate(sql);
      }
    }
  }

  @Override
  public Claim claim(Order order, Instant now) throws IOException {
    Hold hold = new Hold(order.key(), UUID.randomUUID().toString());
    for (int i = 0; i < MOST_TRIES; i++) {
      int claimed =
          database.update(
              "can't claim",
              statements.claim,
              order.key(),
              order.account(),
              order.endpoint(),
              order.bodySha256(),
              hold.owner(),
              lasting,
              Rows.text(now));
      if (claimed > 0) {
        return new Claim.Granted(hold);
      }
      Entry entry = find(order.key());
      if (entry != null && !isFree(entry)) {
        return Claim.refused(entry, order);
      }
      // It became free, or was forgotten, between the two statements.
    }
    throw new IOException("the ledger can't claim: \"" + order.key() + "\" changes all the time");
  }

  private static boolean isFree(Entry entry) {
    return entry.state() == Entry.State.REFUSED
        || (entry.state() == Entry.State.CLAIMED && !entry.held());
  }

  @Override
  public void sending(Hold hold, int attempt, Spending spending, Instant now) throws IOException {
    if (attempt < 1) {
      throw new IllegalArgumentException("attempt: " + attempt + ", at least 1");
    }
    List<@Nullable Object> sending = new ArrayList<>();
    Collections.addAll(
        sending,
        attempt,
        Rows.text(now),
        spending.planned().videos(),
        spending.planned().credits(),
        lasting,
        hold.key(),
        hold.owner());
    if (spending.limits().isEmpty()) {
      asHolder(hold, statements.sending, sending.toArray());
      return;
    }
    Entry entry = find(hold.key());
    if (entry == null) {
      throw new ClaimLostException(hold.key());
    }
    reserve(hold, Payer.of(entry.order()), spending, now, sending);
  }

  /** Looks and reserves in one step; what stood in the way is found out afterwards. */
  private void reserve(
      Hold hold, Payer payer, Spending spending, Instant now, List<@Nullable Object> sending)
      throws IOException {
    StringBuilder sql = new StringBuilder(statements.lock).append(statements.sending);
    List<@Nullable Object> parameters = new ArrayList<>();
    if (!statements.lock.isEmpty()) {
      parameters.add(payer.account() + " " + payer.provider());
    }
    parameters.addAll(sending);
    Instant oldest = now;
    for (SpendingLimit limit : spending.limits()) {
      Instant since = now.minus(limit.window());
      oldest = since.isBefore(oldest) ? since : oldest;
      sql.append(statements.withinLimit);
      parameters.add(limit.counted(spending.planned()));
      parameters.add(limit.unit().name());
      Collections.addAll(parameters, payer.parameters(since));
      parameters.add(limit.most());
    }
    for (int i = 0; i < MOST_TRIES; i++) {
      if (database.updateLast("can't be written", sql.toString(), parameters.toArray()) > 0) {
        return;
      }
      List<Spent> spent =
          database.select("can't be read", statements.spent, Rows::spent, payer.parameters(oldest));
      Spent.check(spent, spending, now);
      List<Integer> holding =
          database.select(
              "can't be read", statements.heldBy, row -> row.getInt(1), hold.key(), hold.owner());
      if (holding.isEmpty()) {
        throw new ClaimLostException(hold.key());
      }
      // Somebody has given back what was in the way, between the two statements.
    }
    throw new IOException("the ledger can't reserve: what is spent changes all the time");
  }

  /** Whose spending is counted together. */
  private record Payer(String account, String provider) {
    static Payer of(Order order) {
      return new Payer(order.account(), order.provider());
    }

    /** An endpoint is its provider's, whose name ends at a slash or with the endpoint's. */
    Object[] parameters(Instant since) {
      return new Object[] {account, provider.length() + 1, provider + "/", Rows.text(since)};
    }
  }

  @Override
  public void attemptRefused(Hold hold, Instant now) throws IOException {
    asHolder(hold, statements.attemptRefused, lasting, hold.key(), hold.owner());
  }

  @Override
  public void settled(Hold hold, Settlement settlement, Instant now) throws IOException {
    switch (settlement.state()) {
      case PAID -> settledPaid(hold, settlement, now);
      case REFUSED ->
          asHolder(hold, statements.settleRefused, Rows.text(now), hold.key(), hold.owner());
      default -> asHolder(hold, statements.settleUnknown, hold.key(), hold.owner());
    }
  }

  private void settledPaid(Hold hold, Settlement settlement, Instant now) throws IOException {
    Cost cost = settlement.cost();
    String at = Rows.text(now);
    String answer = storable(settlement);
    if (cost == null) {
      asHolder(hold, statements.settlePaid, at, answer, hold.key(), hold.owner());
    } else {
      asHolder(
          hold,
          statements.settlePaidAtCost,
          at,
          answer,
          cost.videos(),
          cost.credits(),
          hold.key(),
          hold.owner());
    }
  }

  private void asHolder(Hold hold, String sql, @Nullable Object... parameters) throws IOException {
    if (database.update("can't be written", sql, parameters) == 0) {
      throw new ClaimLostException(hold.key());
    }
  }

  /** The answer; none if it has a character that PostgreSQL has no room for. */
  private static @Nullable String storable(Settlement settlement) {
    String answer = settlement.answer();
    return answer == null || answer.indexOf('\0') >= 0 ? null : answer;
  }

  @Override
  public boolean settle(String key, Settlement settlement, String reason, Instant now)
      throws IOException {
    settlement.checkByHand(reason);
    int settled =
        database.update(
            "can't be written",
            statements.settleByHand,
            settlement.state().name(),
            Rows.text(now),
            storable(settlement),
            reason,
            settlement.state().name(),
            settlement.state().name(),
            key);
    return settled > 0;
  }

  @Override
  public List<Entry> unsettled() throws IOException {
    return database.select("can't be read", statements.unsettled, Rows::entry);
  }

  @Override
  public List<Entry> sentBetween(Instant from, Instant to) throws IOException {
    return database.select(
        "can't be read", statements.sentBetween, Rows::entry, Rows.text(from), Rows.text(to));
  }

  @Override
  public @Nullable Entry find(String key) throws IOException {
    List<Entry> found = database.select("can't be read", statements.find, Rows::entry, key);
    return found.isEmpty() ? null : found.get(0);
  }

  @Override
  public int forget(Instant settledBefore) throws IOException {
    return database.update("can't forget", statements.forget, Rows.text(settledBefore));
  }
}
