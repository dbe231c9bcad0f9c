package dev.videogen.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.videogen.testkit.SampleVideo;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
}
