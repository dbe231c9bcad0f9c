package dev.videogen.core.ledger;

import com.squareup.moshi.JsonReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * What was typed.
 *
 * @param ledger which ledger
 * @param command what to do with it
 * @param key whose entry; empty where all are meant
 * @param settles how to settle it; null for any other command
 * @param json whether a program reads the answer
 */
record DeskArguments(
    String ledger, Command command, String key, @Nullable Settling settles, boolean json) {

  enum Command {
    HELP,
    LIST,
    SHOW,
    SETTLE
  }

  /** A settlement by hand, with who found out and how. */
  record Settling(Settlement as, String reason) {}

  Settling settling() {
    if (settles == null) {
      throw new IllegalStateException(command.toString());
    }
    return settles;
  }

  static String help(String program, String noun) {
    String command = program + " " + noun;
    return String.join(
            System.lineSeparator(),
            command + " [--json]",
            "    lists what was sent and has no known outcome",
            command + " show KEY [--json]",
            "    shows what is known of a key, with its answer, which may hold a signed URL",
            command + " settle KEY paid --reason TEXT [--answer TEXT] [--json]",
            "    records that it was charged; the answer is the service's, in JSON, and is what a",
            "    call with this key gets from now on",
            command + " settle KEY refused --reason TEXT [--json]",
            "    records that it cost nothing; its key is free, and the next call with it is sent",
            "Exit code: 0 done, 1 the list has something for a person to do, 2 not done.")
        + System.lineSeparator();
  }

  /** Reads the words; what follows {@code show} or {@code settle} is a key, whatever it is like. */
  static DeskArguments of(List<String> words, String noun) {
    if (words.isEmpty()) {
      throw new IllegalArgumentException("the first argument must be " + noun + ", see --help");
    }
    Reading reading = new Reading(new ArrayDeque<>(words));
    String ledger = reading.rest.remove();
    if (ledger.equals("--help") || ledger.equals("-h")) {
      return new DeskArguments("", Command.HELP, "", null, false);
    }
    while (!reading.rest.isEmpty()) {
      reading.take(reading.rest.remove());
    }
    return new DeskArguments(
        ledger, reading.command(), reading.key, reading.settling(), reading.json);
  }

  /** What has been read so far. */
  private static final class Reading {
    final Deque<String> rest;
    String key = "";
    boolean json;
    private @Nullable Command command;
    private @Nullable String outcome;
    private @Nullable String reason;
    private @Nullable String answer;

    Reading(Deque<String> rest) {
      this.rest = rest;
    }

    void take(String word) {
      switch (word) {
        case "--json" -> json = true;
        case "--reason" -> reason = value(word, reason);
        case "--answer" -> answer = value(word, answer);
        default -> {
          if (word.startsWith("--")) {
            throw new IllegalArgumentException("unknown option: " + word + ", see --help");
          }
          if (command == null) {
            command = commandOf(word);
            key = value(word, null);
          } else if (command == Command.SETTLE && outcome == null) {
            outcome = word;
          } else {
            throw new IllegalArgumentException(
                "one word too many: " + word + "; a text of several needs quotes");
          }
        }
      }
    }

    private String value(String of, @Nullable String before) {
      if (before != null) {
        throw new IllegalArgumentException(of + " is given twice");
      }
      if (rest.isEmpty()) {
        throw new IllegalArgumentException(
            of + " must be followed by " + (of.startsWith("--") ? "a text" : "a KEY"));
      }
      return rest.remove();
    }

    private static Command commandOf(String word) {
      return switch (word) {
        case "show" -> Command.SHOW;
        case "settle" -> Command.SETTLE;
        default ->
            throw new IllegalArgumentException(
                "unknown command: " + word + ", must be show or settle, see --help");
      };
    }

    Command command() {
      return command == null ? Command.LIST : command;
    }

    @Nullable Settling settling() {
      if (command != Command.SETTLE) {
        if (reason != null || answer != null) {
          throw new IllegalArgumentException("--reason and --answer belong to settle");
        }
        return null;
      }
      if (outcome == null || reason == null) {
        throw new IllegalArgumentException(
            "settle: must be KEY, then paid or refused, then --reason and who found out how");
      }
      Settlement settlement =
          switch (outcome) {
            case "paid" -> Settlement.paid(checkedAnswer());
            case "refused" -> Settlement.refused();
            default ->
                throw new IllegalArgumentException(
                    "unknown outcome: " + outcome + ", must be paid or refused");
          };
      if (answer != null && settlement.state() != Entry.State.PAID) {
        throw new IllegalArgumentException("--answer: what was refused has none");
      }
      settlement.checkByHand(reason);
      if (reason.codePoints().noneMatch(Character::isLetterOrDigit)) {
        throw new IllegalArgumentException(
            "--reason: " + reason + ", must say who found out, and how");
      }
      return new Settling(settlement, reason);
    }

    /** What nobody could decode later is refused now, while somebody is there to correct it. */
    private @Nullable String checkedAnswer() {
      if (answer == null) {
        return null;
      }
      if (Settlement.paid(answer).answer() == null) {
        throw new IllegalArgumentException(
            "--answer: "
                + answer.getBytes(StandardCharsets.UTF_8).length
                + " bytes, at most "
                + Settlement.LONGEST_ANSWER);
      }
      try (JsonReader reader = JsonReader.of(new Buffer().writeUtf8(answer))) {
        reader.skipValue();
        // Throws where anything follows.
        JsonReader.Token unused = reader.peek();
        return answer;
      } catch (IOException | RuntimeException malformed) {
        // Without the text, nor the reader's message: it may hold a signed URL.
        throw new IllegalArgumentException(
            "--answer: must be one JSON document, as the service responded; mind the quotes",
            malformed);
      }
    }
  }
}
