package dev.videogen.testkit;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A program in a Java process of its own, to be killed in the middle of its work and started again.
 * It has this process's class path and working folder; what a test has on its module path it finds
 * there, too.
 *
 * <pre>{@code
 * ForkedJvm shop = ForkedJvm.of(OrderOnce.class, server.url().toString(), ledger.toString());
 * server.on(Event.CHARGED).run(shop::kill);
 *
 * shop.runUntilKilled();
 * shop.runToEnd();
 *
 * assertThat(server).chargedNoOrderTwice();
 * }</pre>
 *
 * <p>No process outlives a run, nor this process if it ends in order. Safe for use by many threads;
 * one instance runs one process at a time.
 */
public final class ForkedJvm {
  private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> RUNNING.forEach(Process::destroyForcibly), "forked-jvm-reaper"));
  }

  private final Class<?> main;
  private final List<String> arguments;
  private List<String> options = List.of();
  private Duration timeout = Duration.ofMinutes(1);
  private boolean busy;
  private boolean killed;
  private @Nullable Process process;

  private ForkedJvm(Class<?> main, List<String> arguments) {
    this.main = main;
    this.arguments = arguments;
  }

  /**
   * How a process ended.
   *
   * @param killed whether {@link #kill} ended it
   * @param code its exit code; if it was killed, whatever the system makes of that
   * @param output what it printed and complained of, in the order in which it did
   */
  public record Exit(boolean killed, int code, String output) {
    /** In words, with the output. */
    @Override
    public String toString() {
      return (killed ? "was killed" : "ended with exit code " + code)
          + (output.isEmpty() ? ", without output" : ", after this output:\n" + output);
    }
  }

  /**
   * Prepares a run; nothing starts yet.
   *
   * @param main has the {@code public static void main}; the class itself needn't be public
   */
  public static ForkedJvm of(Class<?> main, String... arguments) {
    return new ForkedJvm(main, List.of(arguments));
  }

  /** The JVM's own options, such as {@code -Xmx64m}; none at first, and none of this process's. */
  public synchronized ForkedJvm options(String... jvm) {
    options = List.of(jvm);
    return this;
  }

  /**
   * How long a run may take in real time before it fails the test: a minute at first.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public synchronized ForkedJvm timeout(Duration realTime) {
    if (realTime.isNegative() || realTime.isZero()) {
      throw new IllegalArgumentException("timeout: must be positive, is " + realTime);
    }
    timeout = realTime;
    return this;
  }

  /**
   * Runs it until it ends or is killed.
   *
   * @throws AssertionError with the output, if it takes longer than the time-out; it is killed then
   * @throws IllegalStateException if it runs already
   * @throws UncheckedIOException if it can't be started, or the calling thread is interrupted, and
   *     stays so; the process is killed then
   */
  public Exit run() {
    Duration limit = begin();
    Path output = null;
    try {
      output = Files.createTempFile("forked-jvm", ".out");
      Process started = start(output);
      String late = await(started, limit);
      String printed = Files.readString(output, nativeCharset());
      if (late != null) {
        throw new AssertionError(main.getName() + late + ", after this output:\n" + printed);
      }
      return new Exit(wasKilled(), started.exitValue(), printed);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } finally {
      end(output);
    }
  }

  /**
   * Runs it, and expects it to be killed.
   *
   * @throws AssertionError with the output, if it ends by itself or takes too long
   */
  public void runUntilKilled() {
    Exit exit = run();
    if (!exit.killed()) {
      throw new AssertionError(main.getName() + " was not killed: it " + exit);
    }
  }

  /**
   * Runs it, and expects it to end in order, with exit code 0.
   *
   * @return what it printed
   * @throws AssertionError with the output, if it ends otherwise or takes too long
   */
  public String runToEnd() {
    Exit exit = run();
    if (exit.killed() || exit.code() != 0) {
      throw new AssertionError(main.getName() + " did not end in order: it " + exit);
    }
    return exit.output();
  }

  /**
   * Kills the process, which gets to do nothing more ({@code SIGKILL}), and returns once it is
   * gone. Does nothing if none runs. May be called from any thread, as at an {@link Event}.
   */
  public void kill() {
    Process target;
    synchronized (this) {
      target = process;
      if (target == null || !target.isAlive()) {
        return;
      }
      killed = true;
      target.destroyForcibly();
    }
    target.onExit().join();
  }

  private synchronized Duration begin() {
    if (busy) {
      throw new IllegalStateException(main.getName() + " runs already");
    }
    busy = true;
    killed = false;
    return timeout;
  }

  private synchronized Process start(Path output) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add(main.getName());
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    // A command line may be too short for it.
    builder.environment().put("CLASSPATH", ForkedClassPath.of(main));
    Process started = builder.start();
    RUNNING.add(started);
    process = started;
    return started;
  }

  /** Why it had to be ended; null if it ended. It has, in any case, when this returns. */
  private static @Nullable String await(Process started, Duration limit) throws IOException {
    try {
      return started.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)
          ? null
          : " took longer than " + limit;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a forked JVM ran");
    } finally {
      started.destroyForcibly().onExit().join();
    }
  }

  private synchronized boolean wasKilled() {
    return killed;
  }

  private void end(@Nullable Path output) {
    synchronized (this) {
      if (process != null) {
        RUNNING.remove(process);
      }
      process = null;
      busy = false;
    }
    try {
      if (output != null) {
        Files.deleteIfExists(output);
      }
    } catch (IOException stays) {
      output.toFile().deleteOnExit();
    }
  }

  private static Charset nativeCharset() {
    return Charset.forName(System.getProperty("native.encoding", "UTF-8"));
  }
}
