package dev.videogen.core.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command as it is typed, on a path that has nothing of the tests and no logger. */
@Timeout(60)
class LedgerDeskProcessTest {
  private static final String MAIN = "dev.videogen.core.ledger.LedgerDesk";

  private static final String PATH =
      Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
          .filter(it -> !it.matches(".*(test-classes|junit|opentest4j|apiguardian|assertj).*"))
          .filter(it -> !it.matches(".*(byte-buddy|archunit|surefire|testkit|mockweb).*"))
          .filter(it -> !it.matches(".*(okhttp-tls|bouncycastle|slf4j-nop).*"))
          .collect(Collectors.joining(File.pathSeparator));

  @TempDir private Path folder;

  private DeskRun run(List<String> how, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(how);
    command.addAll(List.of(arguments));
    File errors = Files.createTempFile(folder, "errors", "").toFile();
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectError(errors).start();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new DeskRun(process.waitFor(), out, Files.readString(errors.toPath()));
  }

  private void looksAndSettles(List<String> how, String typed) throws Exception {
    try (FileLedger ledger = FileLedger.open(folder.resolve("videos.ledger"))) {
      Orders.send(ledger, "clip 3");

      assertThat(run(how, "videos.ledger").exits(1).out())
          .contains(typed + " videos.ledger settle 'clip 3' paid --reason ");
      run(how, "videos.ledger", "settle", "clip 3", "paid", "--reason", "r")
          .fails("another process has the ledger open");
    }
    DeskRun settled = run(how, "videos.ledger", "settle", "clip 3", "paid", "--reason", "seen");
    assertThat(settled.exits(0).out()).startsWith("clip 3 is settled as paid.");
    assertThat(settled.err()).isEmpty();
    assertThat(run(how, "videos.ledger", "show", "clip 3", "--json").exits(0).entry())
        .containsEntry("reason", "seen");
    run(how, "other.ledger").fails("other.ledger: no such file");
  }

  @Test
  void onTheModulePath() throws Exception {
    looksAndSettles(
        List.of("-p", PATH, "-m", "dev.videogen.core/" + MAIN),
        "java -p ... -m dev.videogen.core/" + MAIN);
  }

  @Test
  void onTheClassPath() throws Exception {
    looksAndSettles(List.of("-cp", PATH, MAIN), "java -cp ... " + MAIN);
  }
}
