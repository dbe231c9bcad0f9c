package dev.videogen.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ForkedJvmTest {
  /** Says what it is given and how it ends, unless nobody answers at its address. */
  static final class Program {
    public static void main(String[] args) throws Exception {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("ended in order")));
      System.out.println("began, " + System.getProperty("set"));
      System.err.println("complained");
      switch (args[0]) {
        case "ends" -> System.exit(Integer.parseInt(args[1]));
        case "asks" -> URI.create(args[1]).toURL().openConnection().getHeaderField("Content-Type");
        default -> new CountDownLatch(1).await();
      }
    }
  }

  @Test
  void itEndsByItself() {
    ForkedJvm program = ForkedJvm.of(Program.class, "ends", "0").options("-Dset=here");

    assertThat(program.runToEnd().lines())
        .containsExactly("began, here", "complained", "ended in order");
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
      assertThat(exit.output().lines()).containsExactly("began, null", "complained");

      assertThat(program.runToEnd()).contains("ended in order");
      server.on(Event.REQUEST_READ).run(program::kill);
      assertThatThrownBy(program::runToEnd).hasMessageContaining("was killed");
    }
  }

  @Test
  void oneThatTakesTooLongFailsTheTestAndIsGone() {
    ForkedJvm program = ForkedJvm.of(Program.class, "hangs").timeout(Duration.ofMillis(200));

    assertThatThrownBy(program::run)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Program took longer than PT0.2S");
    assertThat(programs()).isEmpty();
  }

  private static List<String> programs() {
    return ProcessHandle.current()
        .children()
        .map(child -> child.info().commandLine().orElse(""))
        .filter(command -> command.contains(Program.class.getName()))
        .toList();
  }

  @Test
  void anInterruptEndsIt() throws Exception {
    ForkedJvm program = ForkedJvm.of(Program.class, "hangs");
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
    assertThat(programs()).isEmpty();
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
