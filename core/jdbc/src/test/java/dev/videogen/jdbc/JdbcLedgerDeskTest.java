package dev.videogen.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.videogen.core.ledger.Claim;
import dev.videogen.core.ledger.Hold;
import dev.videogen.core.ledger.LedgerDesk;
import dev.videogen.core.ledger.Order;
import dev.videogen.core.ledger.Settlement;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command for a database; what it shares with the one for files is tested there. */
@Timeout(120)
class JdbcLedgerDeskTest {
  private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
  private static final String MAIN = "dev.videogen.jdbc.JdbcLedgerDesk";
  private static final String PATH =
      Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
          .filter(it -> !it.matches(".*(test-classes|junit|opentest4j|apiguardian|assertj).*"))
          .filter(it -> !it.matches(".*(byte-buddy|surefire|slf4j-nop).*"))
          .collect(Collectors.joining(File.pathSeparator));

  @TempDir private Path folder;
  private String sqlite;

  private record Run(int code, String out, String err) {
    Run exits(int expected) {
      assertThat(code).as("out: %s, err: %s", out, err).isEqualTo(expected);
      return this;
    }

    /** One line that says why, and none of the secrets of these tests. */
    void fails(String why) {
      exits(2);
      assertThat(out).isEmpty();
      assertThat(err.lines()).hasSize(1);
      assertThat(err).startsWith("not done: ").contains(why).doesNotContain("s3cret", "hunter2");
    }
  }

  @BeforeEach
  void name() {
    sqlite = "jdbc:sqlite:" + folder.resolve("ledger.db");
  }

  private static JdbcLedger fill(String url) throws Exception {
    JdbcLedger ledger = JdbcLedger.builder(new UrlSource(url)).createTable().open();
    JdbcLedgerContract.execute(new UrlSource(url), "DELETE FROM videogen_ledger");
    ledger.settled(send(ledger, "lost"), Settlement.unknown(), NOW);
    return ledger;
  }

  private static Hold send(JdbcLedger ledger, String key) throws Exception {
    Order order = new Order(key, "acme", "nouvel/generate", "ab".repeat(32));
    Hold hold = ((Claim.Granted) ledger.claim(order, NOW)).hold();
    ledger.sending(hold, 1, NOW);
    return hold;
  }

  private static Run run(Map<String, String> environment, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        new LedgerDesk(JdbcLedgerDesk.class, "URL", url -> JdbcLedgerDesk.open(url, environment))
            .run(
                List.of(arguments),
                new PrintStream(out, false, UTF_8),
                new PrintStream(err, false, UTF_8));
    return new Run(code, out.toString(UTF_8), err.toString(UTF_8));
  }

  private static Run run(String... arguments) {
    return run(Map.of(), arguments);
  }

  private static void looksAndSettles(String url, String shown) throws Exception {
    JdbcLedger ledger = fill(url);
    Hold sending = send(ledger, "sending");

    assertThat(run(url).exits(1).out())
        .startsWith(shown + ": 2 orders without a known outcome.")
        .contains("\nlost\n  state      UNKNOWN", "\nsending\n  state      being sent now")
        .contains(" settle lost paid --reason ")
        .doesNotContain(" settle sending ", "stop it first", "s3cret");
    assertThat(run(url, "--json").exits(1).out())
        .contains("\"held\": true", "\"held\": false")
        .contains("\"ledger\": \"" + shown + "\"");
    run(url, "settle", "sending", "paid", "--reason", "r").fails("\"sending\" is being sent now");

    run(url, "settle", "lost", "paid", "--reason", "seen", "--answer", "{\"id\":1}").exits(0);
    run(url, "settle", "lost", "refused", "--reason", "r").fails("is settled already: paid at");
    assertThat(run(url, "show", "lost").exits(0).out())
        .contains("by hand    seen", "answer     8 characters:\n    {\"id\":1}\n");
    assertThat(run(url).exits(0).out()).contains("1 order ", "being sent now");
    ledger.settled(sending, Settlement.paid("{}"), NOW);
    assertThat(run(url).exits(0).out()).isEqualTo(shown + ": nothing is unsettled.\n");
    run(url, "show", "none").fails("\"none\" isn't in the ledger " + shown);
  }

  @Test
  void inSqlite() throws Exception {
    looksAndSettles(sqlite, sqlite);
  }

  @Test
  void inPostgresqlWithoutItsParameters() throws Exception {
    String url = PostgresServer.get().url();
    String shown = url.substring(0, url.indexOf('?')) + "?...";

    looksAndSettles(url + "&password=s3cret", shown);
  }

  @Test
  void theUserIsTakenFromTheEnvironment() throws Exception {
    String url = PostgresServer.get().url();
    JdbcLedger unused = fill(url);
    String bare = url.substring(0, url.indexOf('?'));

    run(Map.of("VIDEOGEN_JDBC_USER", "videogen", "VIDEOGEN_JDBC_PASSWORD", "hunter2"), bare)
        .exits(1);
    run(Map.of("VIDEOGEN_JDBC_USER", "nobody", "VIDEOGEN_JDBC_PASSWORD", "hunter2"), bare)
        .fails("role \"nobody\" does not exist");
  }

  @Test
  void noFailureTellsAPassword() throws Exception {
    JdbcLedger unused = fill(sqlite);
    run("jdbc:none://db/videos?password=s3cret")
        .fails("no driver on the path takes this URL of jdbc:none:");
    run("jdbc:none://me:s3cret@db/videos")
        .fails("no driver on the path takes this URL of jdbc:none:");
    run("s3cret.ledger").fails("URL: must be one of JDBC");
    run("jdbc:postgresql://127.0.0.1:1/v?user=u&password=s3cret").fails("refused");
    run("jdbc:postgresql://me:s3cret@127.0.0.1:1/v").fails("");
    // The driver tells the value of a setting that it doesn't know.
    run("jdbc:postgresql://127.0.0.1:1/v?user=u&sslpassword=s3cret&sslmode=s3cret")
        .fails("jdbc:postgresql://127.0.0.1:1/v?...");
    run(
            Map.of("VIDEOGEN_JDBC_PASSWORD", "hunter2"),
            "jdbc:postgresql://127.0.0.1:1/v?sslmode=hunter2")
        .fails("jdbc:postgresql://127.0.0.1:1/v?...");
  }

  @Test
  void aDatabaseOrTableThatIsMissingIsNotMade() throws Exception {
    run(sqlite).fails("unable to open");
    assertThat(folder.resolve("ledger.db")).doesNotExist();

    try (var made = new UrlSource(sqlite).getConnection()) {
      assertThat(made.isClosed()).isFalse();
    }
    Files.createFile(folder.resolve("empty.db"));
    run("jdbc:sqlite:" + folder.resolve("empty.db")).fails("the ledger has no table");
    assertThat(folder.resolve("empty.db")).isEmptyFile();
  }

  private Run started(List<String> how, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(how);
    command.addAll(List.of(arguments));
    File errors = Files.createTempFile(folder, "errors", "").toFile();
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectError(errors).start();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Run(process.waitFor(), out, Files.readString(errors.toPath()));
  }

  private void runsAs(List<String> how, String typed) throws Exception {
    JdbcLedger unused = fill(sqlite);
    assertThat(started(how, sqlite).exits(1).out())
        .contains(typed + " " + sqlite + " settle lost paid --reason ");
    assertThat(started(how, sqlite, "settle", "lost", "refused", "--reason", "r").exits(0).out())
        .startsWith("lost is settled as refused.");
    assertThat(started(how, sqlite, "--json").exits(0).out()).contains("\"unsettled\": []");
    // The driver would log this one on standard error.
    started(how, "jdbc:postgresql://127.0.0.1:x/v?password=s3cret").fails("correct the URL");
  }

  @Test
  void asAModule() throws Exception {
    runsAs(
        List.of("-p", PATH, "-m", "dev.videogen.jdbc/" + MAIN),
        "java -p ... -m dev.videogen.jdbc/" + MAIN);
  }

  @Test
  void onTheClassPath() throws Exception {
    runsAs(List.of("-cp", PATH, MAIN), "java -cp ... " + MAIN);
  }
}
