package dev.videogen.core.ledger;

import dev.videogen.core.time.Timekeeper;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The command to look at a ledger, and to settle by hand what has no known outcome. It sends
 * nothing to any service. For a {@link FileLedger}:
 *
 * <pre>
 * java -p ... -m dev.videogen.core/dev.videogen.core.ledger.LedgerDesk videos.ledger
 * java -cp ... dev.videogen.core.ledger.LedgerDesk videos.ledger show shop-42/clip-3
 * java -cp ... dev.videogen.core.ledger.LedgerDesk videos.ledger settle shop-42/clip-3 paid --reason "in the dashboard"
 * </pre>
 *
 * <p>Without a command it lists what is unsettled; {@code --help} tells the rest. With {@code
 * --json} it prints one JSON document instead of text for people, whose {@code held} is null where
 * the store doesn't know it. Times are in UTC. It exits with
 *
 * <ul>
 *   <li>0 if it did what was asked, and a list is empty or has only what somebody is sending now;
 *   <li>1 if a list has something for a person: an unsettled entry, or damage;
 *   <li>2 if it was used wrongly, or the ledger can't be read or written: one line on standard
 *       error says why, and nothing was changed unless that line says so.
 * </ul>
 *
 * <p>Looking needs no right to the file, and changes nothing. Settling needs it: the application
 * must be stopped. Answers, which may hold signed URLs, are printed by {@code show} alone.
 *
 * <p>Who keeps entries elsewhere makes a command of the same kind from a {@link Store}.
 */
public final class LedgerDesk {
  private static final int DONE = 0;
  private static final int SOMETHING_TO_DO = 1;
  private static final int NOT_DONE = 2;

  private final String program;
  private final String noun;
  private final Opening opening;
  private final Timekeeper time;

  /** How the command gets at a ledger. */
  @FunctionalInterface
  public interface Opening {
    /**
     * Opens the ledger that an argument names, and makes none.
     *
     * @throws IOException if there is none, or it can't be read
     * @throws IllegalArgumentException if the argument is none that names a ledger
     */
    Store open(String argument) throws IOException;
  }

  /** A ledger as the command needs it, used by one thread. */
  public interface Store extends Closeable {
    /** What to type for it, and to call it, without any credential. */
    String name();

    /** Whether {@link Entry#held} is more than a guess. */
    boolean knowsHolders();

    /** Where it isn't as it was written. */
    List<Damage> damage();

    /**
     * As {@link Ledger#unsettled}.
     *
     * @throws IOException if the store can't be read
     */
    List<Entry> unsettled() throws IOException;

    /**
     * As {@link Ledger#find}.
     *
     * @throws IOException if the store can't be read
     */
    @Nullable Entry find(String key) throws IOException;

    /**
     * As {@link Ledger#settle}.
     *
     * @throws IOException if it can't be recorded
     */
    boolean settle(String key, Settlement settlement, String reason, Instant now)
        throws IOException;
  }

  /**
   * A command for ledgers of one kind.
   *
   * @param main the class that is started
   * @param noun what its first argument is, in capitals, as in {@code FILE}
   */
  public LedgerDesk(Class<?> main, String noun, Opening opening) {
    this(Printable.program(main), noun, opening, Timekeeper.system());
  }

  LedgerDesk(String program, String noun, Opening opening, Timekeeper time) {
    this.program = program;
    this.noun = noun;
    this.opening = opening;
    this.time = time;
  }

  /** The command for a file; exits with a code that says how it went. */
  public static void main(String[] args) {
    new LedgerDesk(LedgerDesk.class, "FILE", FileStore::open).runAndExit(args);
  }

  /** Does what the arguments say, on the streams of this process, and ends it. */
  public void runAndExit(String... arguments) {
    // With no logger on its path, SLF4J would say so in three lines on standard error.
    if (System.getProperty("slf4j.internal.verbosity") == null) {
      System.setProperty("slf4j.internal.verbosity", "ERROR");
    }
    System.exit(run(List.of(arguments), System.out, System.err));
  }

  /**
   * Does what the arguments say. It throws nothing: whatever fails is a line on {@code err}.
   *
   * @return the exit code: 0, 1 or 2
   */
  public int run(List<String> arguments, PrintStream out, PrintStream err) {
    try {
      DeskArguments asked = DeskArguments.of(arguments, noun);
      if (asked.command() == DeskArguments.Command.HELP) {
        out.print(DeskArguments.help(program, noun));
        return DONE;
      }
      try (Store store = opening.open(asked.ledger())) {
        return answer(asked, store, out);
      }
    } catch (IOException | RuntimeException failed) {
      err.println("not done: " + Printable.line(describe(failed).replaceAll("\\s+", " ")));
      return NOT_DONE;
    } finally {
      out.flush();
      err.flush();
    }
  }

  private static String describe(Exception failed) {
    String message = failed.getMessage();
    if (failed instanceof NoSuchFileException) {
      return message + ": no such file";
    }
    if (failed instanceof AccessDeniedException) {
      return message + ": this user may not do that to it";
    }
    return message == null ? failed.toString() : message;
  }

  private int answer(DeskArguments asked, Store store, PrintStream out) throws IOException {
    return switch (asked.command()) {
      case LIST -> list(asked, store, out);
      case SHOW -> {
        Entry entry = known(store, asked.key());
        out.print(
            asked.json()
                ? DeskJson.one(store.name(), entry, store.knowsHolders(), true)
                : text(store).shown(entry));
        yield DONE;
      }
      default -> settle(asked, asked.settling(), store, out);
    };
  }

  private DeskText text(Store store) {
    return new DeskText(program, store.name(), store.knowsHolders(), time.now());
  }

  private int list(DeskArguments asked, Store store, PrintStream out) throws IOException {
    List<Entry> entries = store.unsettled();
    List<Damage> damage = store.damage();
    out.print(
        asked.json()
            ? DeskJson.list(store.name(), entries, store.knowsHolders(), damage)
            : text(store).list(entries, damage));
    boolean calm = damage.isEmpty() && entries.stream().allMatch(Entry::held);
    return calm ? DONE : SOMETHING_TO_DO;
  }

  private static Entry known(Store store, String key) throws IOException {
    Entry entry = store.find(key);
    if (entry == null) {
      String damaged = store.damage().isEmpty() ? "" : ", which is damaged and may have lost it";
      throw new IllegalArgumentException(
          "\"" + key + "\" isn't in the ledger " + store.name() + damaged);
    }
    return entry;
  }

  private int settle(
      DeskArguments asked, DeskArguments.Settling settling, Store store, PrintStream out)
      throws IOException {
    Entry entry = known(store, asked.key());
    checkOpen(entry);
    Instant now = time.now();
    if (!store.settle(asked.key(), settling.as(), settling.reason(), now)) {
      throw new IllegalArgumentException(
          "\"" + asked.key() + "\" has changed in this moment; look at it again");
    }
    Entry settled = entry.settled(settling.as(), settling.reason(), now);
    out.print(
        asked.json()
            ? DeskJson.one(store.name(), settled, store.knowsHolders(), false)
            : DeskText.settled(settled));
    return DONE;
  }

  private static void checkOpen(Entry entry) {
    String key = "\"" + entry.order().key() + "\"";
    if (entry.state() == Entry.State.CLAIMED) {
      throw new IllegalArgumentException(key + " was never sent: there is nothing to settle");
    }
    if (entry.state() != Entry.State.SENT) {
      throw new IllegalArgumentException(
          key + " is settled already: " + Printable.word(entry) + " at " + entry.settledAt());
    }
    if (entry.held()) {
      throw new IllegalArgumentException(
          key + " is being sent now, and may still be answered: look again in some minutes");
    }
  }
}
