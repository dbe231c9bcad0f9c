package dev.videogen.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.videogen.testkit.SampleVideo;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickstartTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  @TempDir private Path folder;

  private List<Path> run(boolean terminal) throws Exception {
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    return new Quickstart(new ProgressLine(out, terminal), folder).sandbox();
  }

  @Test
  void itEndsWithTwoFilmsAndShowsEachStage() throws Exception {
    List<Path> videos = run(false);

    assertThat(videos).hasSize(2);
    for (Path video : videos) {
      assertThat(Files.readAllBytes(video)).isEqualTo(SampleVideo.bytes());
    }
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("preparing", "video", "audio", "lip_sync", "stitching", "100 %")
        .doesNotContain("\r");
  }

  @Test
  void onATerminalItDrawsABar() throws Exception {
    run(true);
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("\r[" + ".".repeat(30) + "] Nouvel: 0 %")
        .contains("\r[" + "#".repeat(30) + "] Nouvel: 100 %");
  }

  @Test
  void itMayRunTwice() throws Exception {
    run(false);
    assertThat(run(false)).hasSize(2);
  }

  @Test
  void folderThatCannotBeWrittenToSaysWhy() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> Quickstart.createFolder(file))
        .isInstanceOf(IOException.class)
        .hasMessage(file + " is a file, not a folder");
    assertThatThrownBy(() -> Quickstart.createFolder(file.resolve("below")))
        .hasMessageStartingWith("can't write to " + file.resolve("below") + ": ");
    assertThat(folder).isDirectoryContaining(it -> it.equals(file));
  }

  @Test
  void asAModuleItSavesItsFilmsAndFailsInOneLine() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    assertThat(asModule(folder.resolve("videos"))).endsWith(".mp4").contains("Nouvel: 100 %");
    assertThat(asModule(file))
        .isEqualTo("quickstart failed: " + file + " is a file, not a folder, exit code 1");
  }

  /** What the program prints on a module path that has nothing of the tests. */
  private static String asModule(Path videos) throws Exception {
    String modules =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(it -> !it.matches(".*(test-classes|junit|opentest4j|apiguardian|assertj).*"))
            .filter(it -> !it.matches(".*(byte-buddy|archunit|surefire).*"))
            .collect(Collectors.joining(File.pathSeparator));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--module-path",
                modules,
                "--module",
                "dev.videogen.examples/dev.videogen.examples.Quickstart",
                "sandbox",
                videos.toString())
            .redirectErrorStream(true)
            .start();
    String printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    int exit = process.waitFor();
    return exit == 0 ? printed : printed + ", exit code " + exit;
  }
}
