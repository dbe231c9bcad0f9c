package dev.videogen.core.ledger;

import static dev.videogen.core.ledger.Orders.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a person and a program are told of a file, and what they may settle. */
@Timeout(60)
class LedgerDeskTest {
  private static final String SIGNED = "https://cdn.example.com/v.mp4?signature=s3cret";

  @TempDir private Path folder;
  private Path path;
  private String file;

  @BeforeEach
  void write() throws Exception {
    path = folder.resolve("videos.ledger");
    file = path.toString();
    try (FileLedger ledger = FileLedger.open(path, new UnsyncedDisk())) {
      Hold paid = Orders.send(ledger, "paid");
      ledger.settled(paid, Settlement.paid("{\"url\":\"" + SIGNED + "\",\n\"n\":1}"), NOW);
      ledger.settled(Orders.send(ledger, "refused"), Settlement.refused(), NOW);
      Hold lost = Orders.send(ledger, "shop-42/clip-3");
      ledger.attemptRefused(lost, NOW);
      ledger.sending(lost, 2, NOW.plusMillis(1500));
      ledger.sending(lost, 3, NOW.plusMillis(2500));
      ledger.settled(lost, Settlement.unknown(), NOW);
    }
  }

  @Test
  void aListSaysWhatIsUnknownSinceWhenAtWhatCostAndWhatToType() {
    DeskRun run = DeskRun.of(file).exits(1);

    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .startsWith(file + ": 1 order without a known outcome.\n")
        .contains(
            "\nshop-42/clip-3\n",
            "UNKNOWN: it was sent",
            "sent       2026-11-26T10:00:02Z, 4 h 10 min ago",
            "begun      2026-11-26T10:00:00Z, 4 h 10 min ago",
            "account    acme",
            "endpoint   nouvel/generate",
            "attempts   3, charged for at most 2",
            "    java -cp app.jar Desk " + file + " settle shop-42/clip-3 paid --reason \"",
            "    java -cp app.jar Desk " + file + " settle shop-42/clip-3 refused --reason \"",
            "dashboard",
            "stop it first")
        .doesNotContain("\npaid\n", "\nrefused\n", SIGNED, "DAMAGED");
  }

  @Test
  void anEmptyListIsSaidAndCalm() throws Exception {
    DeskRun.of(file, "settle", "shop-42/clip-3", "refused", "--reason", "not there").exits(0);

    assertThat(DeskRun.of(file).exits(0).out()).isEqualTo(file + ": nothing is unsettled.\n");
    assertThat(DeskRun.of(file, "--json").exits(0).json())
        .isEqualTo(Map.of("ledger", file, "unsettled", List.of(), "damage", List.of()));
  }

  @Test
  void aProgramReadsTheList() throws Exception {
    Map<String, Object> list = DeskRun.of(file, "--json").exits(1).json();

    assertThat(list).containsOnlyKeys("ledger", "unsettled", "damage");
    assertThat((List<?>) list.get("unsettled"))
        .singleElement()
        .isEqualTo(
            entry(
                "key",
                "shop-42/clip-3",
                "account",
                "acme",
                "endpoint",
                "nouvel/generate",
                "bodySha256",
                "ab".repeat(32),
                "state",
                "sent",
                "held",
                null,
                "attempts",
                3.0,
                "possibleCharges",
                2.0,
                "claimedAt",
                "2026-11-26T10:00:00Z",
                "sentAt",
                "2026-11-26T10:00:02.500Z",
                "settledAt",
                null,
                "reason",
                null,
                "answerLength",
                null));
  }

  private static Map<String, Object> entry(Object... pairs) {
    Map<String, Object> all = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      all.put((String) pairs[i], pairs[i + 1]);
    }
    return all;
  }

  @Test
  void showAloneHasTheAnswer() throws Exception {
    DeskRun shown = DeskRun.of(file, "show", "paid").exits(0);
    assertThat(shown.out())
        .contains("state      paid\n", "settled    2026-11-26T10:00:00Z", "attempts   1\n")
        .contains("63 characters:\n    {\"url\":\"" + SIGNED + "\",\n    \"n\":1}\n")
        .doesNotContain("settle paid", "What to do");

    Map<String, Object> entry = DeskRun.of(file, "show", "paid", "--json").exits(0).entry();
    assertThat(entry)
        .containsEntry("state", "paid")
        .containsEntry("answerLength", 63.0)
        .containsEntry("answer", "{\"url\":\"" + SIGNED + "\",\n\"n\":1}");
  }

  @Test
  void whatIsUnknownIsShownWithWhatToType() {
    assertThat(DeskRun.of(file, "show", "shop-42/clip-3").exits(0).out())
        .contains("UNKNOWN", " settle shop-42/clip-3 paid --reason", "What to do:");
    assertThat(DeskRun.of(file, "show", "refused").exits(0).out())
        .contains("refused, cost nothing; the key is free")
        .doesNotContain("What to do:");
  }

  @Test
  void whatIsSettledAsPaidIsAnsweredFromThenOn() throws Exception {
    DeskRun run =
        DeskRun.of(
            file,
            "settle",
            "shop-42/clip-3",
            "paid",
            "--answer",
            "{\"url\":\"" + SIGNED + "\"}",
            "--reason",
            "Ann saw it in the dashboard");

    assertThat(run.exits(0).out())
        .isEqualTo(
            "shop-42/clip-3 is settled as paid."
                + " A call with this key sends nothing, and gets the answer given.\n");
    try (FileLedger ledger = FileLedger.open(path)) {
      Entry entry = ledger.find("shop-42/clip-3");
      assertThat(entry.state()).isEqualTo(Entry.State.PAID);
      assertThat(entry.reason()).isEqualTo("Ann saw it in the dashboard");
      assertThat(entry.answer()).isEqualTo("{\"url\":\"" + SIGNED + "\"}");
      assertThat(entry.settledAt()).isAfter(NOW.plusSeconds(15_000));
    }
    assertThat(DeskRun.of(file, "show", "shop-42/clip-3").exits(0).out())
        .contains("by hand    Ann saw it in the dashboard");
  }

  @Test
  void withoutAnAnswerItIsPaidAllTheSame() throws Exception {
    DeskRun run =
        DeskRun.of(file, "settle", "shop-42/clip-3", "--json", "paid", "--reason", "billed");

    assertThat(run.exits(0).entry())
        .containsEntry("state", "paid")
        .containsEntry("reason", "billed")
        .containsEntry("answerLength", null)
        .doesNotContainKey("answer");
    assertThat(DeskRun.of(file, "show", "shop-42/clip-3").out()).contains("none was kept");
  }

  @Test
  void whatIsSettledAsRefusedIsFree() throws Exception {
    assertThat(DeskRun.of(file, "settle", "shop-42/clip-3", "refused", "--reason", "no").out())
        .contains("Its key is free");
    try (FileLedger ledger = FileLedger.open(path)) {
      assertThat(Orders.claim(ledger, "shop-42/clip-3")).isNotNull();
    }
  }

  @Test
  void lookingNeedsNoRightAndChangesNothing() throws Exception {
    try (FileLedger ledger = FileLedger.open(path)) {
      Hold sending = Orders.send(ledger, "sending");
      byte[] before = Files.readAllBytes(path);

      assertThat(DeskRun.of(file).exits(1).out()).contains("2 orders", "\nsending\n");
      DeskRun.of(file, "show", "paid").exits(0);
      DeskRun.of(file, "settle", "sending", "refused", "--reason", "r")
          .fails("has the ledger open already", "nothing can be settled from here");

      assertThat(path).hasBinaryContent(before);
      ledger.settled(sending, Settlement.paid("{}"), NOW);
      assertThat(DeskRun.of(file).exits(1).out()).contains("1 order ");
      assertThat(ledger.forget(NOW)).isZero();
      assertThat(DeskRun.of(file).exits(1).out()).contains("1 order ");
    }
    Files.delete(folder.resolve("videos.ledger.lock"));
    DeskRun.of(file).exits(1);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(path);
    }
  }

  @Test
  void whileAnotherProcessHasItNothingIsSettled() throws Exception {
    Process other = OtherProcess.start(OtherProcess.Keep.class, file);
    try {
      assertThat(other.inputReader(UTF_8).readLine()).isEqualTo("open");
      DeskRun.of(file).exits(1);
      DeskRun.of(file, "settle", "shop-42/clip-3", "refused", "--reason", "r")
          .fails("another process has the ledger open", "fuser " + file + ".lock", "stop it");
    } finally {
      other.destroyForcibly().waitFor();
    }
    DeskRun.of(file, "settle", "shop-42/clip-3", "refused", "--reason", "r").exits(0);
  }

  @Test
  void damageIsToldAndIsNothingToSleepOver() throws Exception {
    DeskRun.of(file, "settle", "shop-42/clip-3", "refused", "--reason", "not there").exits(0);
    byte[] bytes = Files.readAllBytes(path);
    int at = LedgerLine.HEADER.length;
    bytes[at + 20] ^= 1;
    Files.write(path, bytes);

    DeskRun run = DeskRun.of(file).exits(1);
    assertThat(run.out())
        .contains("nothing is unsettled", "DAMAGED: 1 part of the file")
        .contains("tail -c +" + (at + 1) + " " + file + " | head -c ");
    assertThat((List<?>) DeskRun.of(file, "--json").exits(1).json().get("damage"))
        .singleElement()
        .asString()
        .contains("offset=" + (double) at);
    DeskRun.of(file, "show", "none").fails("damaged and may have lost it");

    Arrays.fill(bytes, at, bytes.length, (byte) 'x');
    for (int i = at; i < bytes.length; i += 8) {
      bytes[i] = '\n';
    }
    Files.write(path, bytes);
    assertThat(DeskRun.of(file).exits(1).out()).containsPattern("and \\d+ more, see --json");
  }

  @Test
  void whatATerminalWouldObeyIsEscaped() throws Exception {
    String key = "it's \u202e$(reboot)\u2028é";
    try (FileLedger ledger = FileLedger.open(path, new UnsyncedDisk())) {
      Orders.send(ledger, key);
      ledger.settled(
          Orders.send(ledger, "answered"), Settlement.paid("\u001b[2J\u009b2J\u0007\u202e"), NOW);
    }
    assertThat(DeskRun.of(file).exits(1).out())
        .contains("it's \\u202e$(reboot)\\u2028é\n")
        .contains(" settle $'it\\'s \\u202e$(reboot)\\u2028é' paid");
    assertThat(DeskRun.of(file, "show", "answered").exits(0).out())
        .contains("    \\u001b[2J\\u009b2J\\u0007\\u202e\n");
    assertThat(DeskRun.of(file, "show", "answered", "--json").exits(0).entry())
        .containsEntry("answer", "\u001b[2J\u009b2J\u0007\u202e");
    assertThat(DeskRun.of(file, "show", key, "--json").exits(0).entry()).containsEntry("key", key);
    DeskRun.of(file, "show", "\u001b[2J\nnone").fails("\"\\u001b[2J none\" isn't in the ledger");
    DeskRun.of(file, "settle", key, "refused", "--reason", "r").exits(0);
  }

  @Test
  void aKeyMayLookLikeAnything() throws Exception {
    for (String key : List.of("--json", "--help", "show", "-x", "a b'c", "'")) {
      try (FileLedger ledger = FileLedger.open(path, new UnsyncedDisk())) {
        Orders.send(ledger, key);
      }
      assertThat(DeskRun.of(file, "--json", "show", key).exits(0).entry())
          .containsEntry("key", key);
      DeskRun.of(file, "settle", key, "refused", "--reason", "--json").exits(0);
    }
    assertThat(Printable.argument("a b'c")).isEqualTo("'a b'\\''c'");
    assertThat(Printable.argument("x\\\u200d\uD83C\uDFAC\uDB40\uDC01"))
        .isEqualTo("$'x\\\\\\u200d\uD83C\uDFAC\\U000e0001'");
  }

  @Test
  void whatIsSettledOrNotThereIsNotSettled() throws Exception {
    byte[] before = Files.readAllBytes(path);
    for (String outcome : List.of("paid", "refused")) {
      DeskRun.of(file, "settle", "paid", outcome, "--reason", "r")
          .fails("\"paid\" is settled already: paid at 2026-11-26T10:00:00Z");
      DeskRun.of(file, "settle", "refused", outcome, "--reason", "r")
          .fails("is settled already: refused at");
      DeskRun.of(file, "settle", "none", outcome, "--reason", "r")
          .fails("\"none\" isn't in the ledger " + file);
    }
    DeskRun.of(file, "show", "none", "--json").fails("\"none\" isn't in the ledger " + file);
    DeskRun.of(file, "show", "").fails("\"\" isn't in the ledger");
    assertThat(path).hasBinaryContent(before);
  }

  @Test
  void aWrongUseIsToldInOneLineAndChangesNothing() throws Exception {
    byte[] before = Files.readAllBytes(path);
    String key = "shop-42/clip-3";
    DeskRun.of().fails("first argument must be FILE, see --help");
    DeskRun.of(file, "pay", key).fails("unknown command: pay, must be show or settle");
    DeskRun.of(file, "--yaml").fails("unknown option: --yaml");
    DeskRun.of(file, "show").fails("show must be followed by a KEY");
    DeskRun.of(file, "show", key, "now").fails("one word too many: now");
    DeskRun.of(file, "--reason", "r").fails("belong to settle");
    DeskRun.of(file, "show", key, "--answer", "{}").fails("belong to settle");
    DeskRun.of(file, "settle", key).fails("must be KEY, then paid or refused");
    DeskRun.of(file, "settle", key, "paid").fails("then --reason");
    DeskRun.of(file, "settle", key, "--reason", "r").fails("then paid or refused");
    DeskRun.of(file, "settle", key, "sent", "--reason", "r").fails("unknown outcome: sent");
    DeskRun.of(file, "settle", key, "paid", "--reason").fails("--reason must be followed by");
    DeskRun.of(file, "settle", key, "paid", "--reason", "a", "--reason", "b").fails("given twice");
    DeskRun.of(file, "settle", key, "paid", "--reason", "seen", "in", "July").fails("quotes");
    DeskRun.of(file, "settle", key, "paid", "--reason", " ").fails("reason: \" \", must not be");
    DeskRun.of(file, "settle", key, "paid", "--reason", "a\nb").fails("no control characters");
    DeskRun.of(file, "settle", key, "paid", "--reason", "x".repeat(1001)).fails("at most 1000");
    DeskRun.of(file, "settle", key, "paid", "--reason", "...").fails("must say who found out");
    assertThat(path).hasBinaryContent(before);
  }

  @Test
  void anAnswerThatCouldNotBeReplayedIsRefused() throws Exception {
    byte[] before = Files.readAllBytes(path);
    for (String bad : List.of("", " ", "{url:x}", "{\"url\":", "{} {}", "]", SIGNED, "{\"a\" 1}")) {
      DeskRun run =
          DeskRun.of(file, "settle", "shop-42/clip-3", "paid", "--reason", "r", "--answer", bad);
      run.fails("--answer: must be one JSON document");
      assertThat(run.err()).doesNotContain("s3cret");
    }
    String long64k = "\"" + "é".repeat(32 * 1024) + "\"";
    DeskRun.of(file, "settle", "shop-42/clip-3", "paid", "--reason", "r", "--answer", long64k)
        .fails("--answer: 65538 bytes, at most 65536");
    DeskRun.of(file, "settle", "shop-42/clip-3", "refused", "--reason", "r", "--answer", "{}")
        .fails("what was refused has none");
    assertThat(path).hasBinaryContent(before);
  }

  @Test
  void whatIsNoLedgerIsToldAndNotMade() throws Exception {
    Path missing = folder.resolve("mistyped.ledger");
    DeskRun.of(missing.toString()).fails(missing + ": no such file");
    DeskRun.of(missing.toString(), "settle", "k", "paid", "--reason", "r").fails("no such file");
    DeskRun.of(folder.resolve("none/x").toString()).fails("none: no such file");
    assertThat(missing).doesNotExist();
    assertThat(folder.resolve("mistyped.ledger.lock")).doesNotExist();

    Path text = Files.writeString(folder.resolve("text"), "shopping list\nmilk\n");
    DeskRun.of(text.toString()).fails("not a ledger");
    DeskRun.of(text.toString(), "settle", "k", "paid", "--reason", "r").fails("not a ledger");
    assertThat(text).hasContent("shopping list\nmilk\n");
    DeskRun.of(Files.createFile(folder.resolve("empty")).toString()).fails("empty, and so no");
    DeskRun.of(folder.toString()).fails("not a regular file");
    DeskRun.of("nul\0byte").fails("not done: ");

    String newer = "videogen-ledger 2\tkey\tprice";
    CRC32C sum = new CRC32C();
    sum.update(newer.getBytes(UTF_8));
    Files.writeString(text, String.format("%08x\t%s\n", sum.getValue(), newer));
    DeskRun.of(text.toString()).fails("written by a newer version of this library");
  }

  @Test
  void helpSaysAll() {
    for (String word : List.of("--help", "-h")) {
      assertThat(DeskRun.of(word).exits(0).out())
          .contains("java -cp app.jar Desk FILE settle KEY paid --reason TEXT", "Exit code: 0");
    }
  }
}
