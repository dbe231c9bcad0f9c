package dev.videogen.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ForkedJvmTest {
  @TempDir private Path folder;

  /** Says what it is given and how it ends, unless nobody answers at its address. */
  static final class Program {
    public static void main(String[] args) throws Exception {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("ended in order")));
      System.out.println("began, " + System.getProperty("set"));
      System.err.println("complained, é");
      switch (args[0]) {
        case "ends" -> System.exit(Integer.parseInt(args[1]));
        case "asks" -> URI.create(args[1]).toURL().openConnection().getHeaderField("Content-Type");
        default -> {
          Files.writeString(Path.of(args[1]), "" + ProcessHandle.current().pid());
          new CountDownLatch(1).await();
        }
      }
    }
  }

  @Test
  void itEndsByItself() {
    ForkedJvm program = ForkedJvm.of(Program.class, "ends", "0").options("-Dset=here");

    assertThat(program.runToEnd().lines())
        .containsExactly("began, here", "complained, é", "ended in order");
    assertThatThrownBy(program::runUntilKilled)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("was not killed: it ended with exit code 0")
        .hasMessageContaining("ended in order");
  }

  @Test
  void itFails() {
    ForkedJvm program = ForkedJvm.of(Program.class, "ends", "3");

    ForkedJvm.Exit exit = program.run();
    assertThat(exit.code()).isEqualTo(3);
    assertThat(exit.killed()).isFalse();
    assertThatThrownBy(program::runToEnd)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("exit code 3")
        .hasMessageContaining("complained");
  }

  @Test
  void itIsKilledAtAnEventWithoutGettingToSayMore() {
    try (NouvelServer server = NouvelServer.start()) {
      ForkedJvm program = ForkedJvm.of(Program.class, "asks", server.url() + "accounts");
      server.on(Event.REQUEST_READ).run(program::kill);

      ForkedJvm.Exit exit = program.run();
      assertThat(exit.killed()).isTrue();
      assertThat(exit.code()).isNotZero();
      assertThat(exit.output().lines()).containsExactly("began, null", "complained, é");

      assertThat(program.runToEnd()).contains("ended in order");
      server.on(Event.REQUEST_READ).run(program::kill);
      assertThatThrownBy(program::runToEnd).hasMessageContaining("was killed");
    }
  }

  @Test
  void oneThatTakesTooLongFailsTheTestAndIsGone() throws IOException {
    Path pid = folder.resolve("pid");
    ForkedJvm program =
        ForkedJvm.of(Program.class, "hangs", pid.toString()).timeout(Duration.ofSeconds(3));

    assertThatThrownBy(program::run)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("took longer than PT3S")
        .hasMessageContaining("complained");
    assertThat(ProcessHandle.of(Long.parseLong(Files.readString(pid)))).isEmpty();
  }

  @Test
  void anInterruptEndsIt() throws Exception {
    ForkedJvm program = ForkedJvm.of(Program.class, "hangs", folder.resolve("pid").toString());
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    Thread runner =
        new Thread(
            () -> {
              try {
                program.run();
              } catch (UncheckedIOException expected) {
                interrupted.complete(Thread.currentThread().isInterrupted());
              }
            });
    runner.start();
    while (!runner.getState().equals(Thread.State.TIMED_WAITING)) {
      Thread.onSpinWait();
    }
    runner.interrupt();

    assertThat(interrupted.get()).isTrue();
    program.kill();
    program.timeout(Duration.ofMillis(1));
    assertThatThrownBy(program::run).isInstanceOf(AssertionError.class);
  }

  @Test
  void oneProcessAtATime() {
    try (NouvelServer server = NouvelServer.start()) {
      ForkedJvm program = ForkedJvm.of(Program.class, "asks", server.url() + "accounts");
      CompletableFuture<Throwable> second = new CompletableFuture<>();
      server
          .on(Event.REQUEST_READ)
          .run(
              () -> {
                try {
                  program.run();
                } catch (IllegalStateException busy) {
                  second.complete(busy);
                }
              });
      program.runToEnd();

      assertThat(second).isCompletedWithValueMatching(it -> it.getMessage().contains("already"));
    }
  }

  @Test
  void senselessTimeOutsAreRefused() {
    assertThatThrownBy(() -> ForkedJvm.of(Program.class).timeout(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("timeout: must be positive, is PT0S");
  }
}
