package dev.videogen.core.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the command prints for a person who was woken by it: what isn't known, since when, what it
 * may have cost, and what to type. Own words are ASCII, whatever the terminal's encoding.
 */
final class DeskText {
  private static final String END = System.lineSeparator();

  /** To be filled in: refused as it is, so that nobody settles by pasting alone. */
  private static final String REASON = " --reason \"...\"";

  /** So much damage is shown, each with a command; all of it in JSON. */
  private static final int MOST_DAMAGE = 10;

  private final String command;
  private final String name;
  private final boolean holders;
  private final Instant now;

  DeskText(String program, String ledger, boolean holders, Instant now) {
    this.command = program + " " + Printable.argument(ledger);
    this.name = ledger;
    this.holders = holders;
    this.now = now;
  }

  String list(List<Entry> entries, List<Damage> damage) {
    StringBuilder text = new StringBuilder();
    String ledger = Printable.line(name);
    if (entries.isEmpty()) {
      line(text, ledger + ": nothing is unsettled.");
    } else {
      line(text, ledger + ": " + counted(entries.size(), "order") + " without a known outcome.");
      line(text, "Each may have been charged. None is sent again by itself.");
    }
    for (Entry entry : entries) {
      text.append(END);
      describe(text, entry);
      if (!entry.held()) {
        commands(text, entry);
      }
    }
    if (!entries.isEmpty()) {
      text.append(END);
      advise(text);
    }
    tell(text, damage);
    return text.toString();
  }

  String shown(Entry entry) {
    StringBuilder text = new StringBuilder();
    describe(text, entry);
    String answer = entry.answer();
    if (answer != null) {
      line(text, "  answer     " + counted(answer.length(), "character") + ":");
      answer.lines().forEach(part -> line(text, "    " + Printable.line(part)));
    } else if (entry.state() == Entry.State.PAID) {
      line(text, "  answer     none was kept");
    }
    if (entry.state() == Entry.State.SENT && !entry.held()) {
      commands(text, entry);
      text.append(END);
      advise(text);
    }
    return text.toString();
  }

  static String settled(Entry entry) {
    String then =
        entry.state() == Entry.State.REFUSED
            ? "is settled as refused. Its key is free: the next call with it is sent and may be charged."
            : entry.answer() == null
                ? "is settled as paid. A call with this key sends nothing, and fails for want of an answer."
                : "is settled as paid. A call with this key sends nothing, and gets the answer given.";
    return Printable.line(entry.order().key()) + " " + then + END;
  }

  private void describe(StringBuilder text, Entry entry) {
    Order order = entry.order();
    line(text, Printable.line(order.key()));
    line(text, "  state      " + state(entry));
    line(text, "  begun      " + at(entry.claimedAt()));
    line(text, "  sent       " + at(entry.sentAt()));
    if (entry.settledAt() != null) {
      line(text, "  settled    " + at(entry.settledAt()));
    }
    if (entry.reason() != null) {
      line(text, "  by hand    " + Printable.line(entry.reason()));
    }
    line(text, "  account    " + Printable.line(order.account()));
    line(text, "  endpoint   " + Printable.line(order.endpoint()));
    line(
        text,
        "  attempts   "
            + entry.attempts()
            + (entry.state() == Entry.State.SENT
                ? ", charged for at most " + entry.openAttempts()
                : ""));
  }

  private static String state(Entry entry) {
    return switch (entry.state()) {
      case CLAIMED -> "nothing was sent" + (entry.held() ? " so far; somebody prepares it" : "");
      case SENT ->
          entry.held()
              ? "being sent now, and may still be answered"
              : "UNKNOWN: it was sent, and nobody knows what came of it";
      case PAID -> "paid";
      case REFUSED -> "refused, cost nothing; the key is free";
    };
  }

  private void commands(StringBuilder text, Entry entry) {
    String settle = "    " + command + " settle " + Printable.argument(entry.order().key());
    line(text, "  if it was charged, type:");
    line(text, settle + " paid" + REASON);
    line(text, "  if it certainly was not:");
    line(text, settle + " refused" + REASON);
  }

  private void advise(StringBuilder text) {
    line(text, "What to do:");
    line(
        text,
        "  - Look at the service itself, in the dashboard of that account, for what was made");
    line(text, "    or charged since \"begun\". Not to find it there at once proves nothing.");
    line(
        text,
        "  - \"paid\" closes the key. With --answer and what the service responded, in JSON,");
    line(text, "    calls with the key get that from then on.");
    line(text, "  - \"refused\" frees the key: the next call with it is sent, and may be charged.");
    line(text, "  - Not sure? Leave it. While it is unknown, nothing is sent or charged again.");
    if (!holders) {
      line(
          text,
          "  - While the application runs, a recent order may still be answered, and nothing");
      line(text, "    can be settled from here: stop it first.");
    }
    if (command.contains("...")) {
      line(text, "  - Before the key, \"...\" stands for what you gave to java in its place.");
    }
  }

  private void tell(StringBuilder text, List<Damage> damage) {
    if (damage.isEmpty()) {
      return;
    }
    text.append(END);
    line(text, "DAMAGED: " + counted(damage.size(), "part") + " of the file not as written.");
    line(text, "What was recorded there may be an order that is missing here. To look at it:");
    for (Damage place : damage.subList(0, Math.min(damage.size(), MOST_DAMAGE))) {
      line(
          text,
          "    tail -c +"
              + (place.offset() + 1)
              + " "
              + Printable.argument(name)
              + " | head -c "
              + place.length()
              + " | cat -v");
    }
    if (damage.size() > MOST_DAMAGE) {
      line(text, "    and " + (damage.size() - MOST_DAMAGE) + " more, see --json");
    }
    line(text, "It stays until somebody removes it from the closed file. Keep a copy.");
  }

  private String at(@Nullable Instant time) {
    return time == null
        ? "never"
        : time.truncatedTo(ChronoUnit.SECONDS) + ", " + age(Duration.between(time, now));
  }

  /** In the two largest units. */
  private static String age(Duration age) {
    if (age.isNegative()) {
      return "later than this machine's clock says it is";
    }
    if (age.toDays() > 0) {
      return counted(age.toDays(), "day") + " " + age.toHoursPart() + " h ago";
    }
    if (age.toHours() > 0) {
      return age.toHours() + " h " + age.toMinutesPart() + " min ago";
    }
    return age.toMinutes() > 0
        ? age.toMinutes() + " min " + age.toSecondsPart() + " s ago"
        : age.toSeconds() + " s ago";
  }

  private static String counted(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  private static void line(StringBuilder text, String line) {
    text.append(line).append(END);
  }
}
