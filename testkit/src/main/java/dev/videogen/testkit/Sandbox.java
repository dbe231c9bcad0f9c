package dev.videogen.testkit;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CountDownLatch;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Both fakes with their media hosts on fixed ports, and a page that shows what happens, scripts the
 * next answer and advances the clock. It needs no network and listens on the loopback interface
 * only. As a program:
 *
 * <pre>java -cp ... dev.videogen.testkit.Sandbox [--port N]</pre>
 */
public final class Sandbox implements AutoCloseable {
  /** Where the program's page is, unless told otherwise; the services have the next four ports. */
  public static final int DEFAULT_PORT = 7400;

  private static final Duration BEAT = Duration.ofSeconds(1);
  private static final int BEATS_PER_STEP = 3;

  private final NanoBananaServer nanoBanana;
  private final NouvelServer nouvel;
  private final SandboxPage page;
  private @Nullable Timer heart;
  private long beats;

  private Sandbox(int port) {
    nanoBanana = NanoBananaServer.builder().port(next(port, 1)).mediaPort(next(port, 2)).start();
    try {
      nouvel = NouvelServer.builder().port(next(port, 3)).mediaPort(next(port, 4)).start();
    } catch (RuntimeException e) {
      nanoBanana.close();
      throw e;
    }
    try {
      page = new SandboxPage(port, new SandboxControls(nanoBanana, nouvel));
    } catch (RuntimeException e) {
      nanoBanana.close();
      nouvel.close();
      throw e;
    }
  }

  /**
   * Starts it, with a clock that stands still.
   *
   * @param port the page's port; the four after it are those of Nano Banana Video, its media host,
   *     Nouvel and its media host. With 0 the system chooses all five.
   * @throws IllegalArgumentException if there are no five ports from there
   * @throws UncheckedIOException if a port is taken
   */
  public static Sandbox start(int port) {
    if (port < 0 || port > 65531) {
      throw new IllegalArgumentException("port: must be 0 to 65531, is " + port);
    }
    return new Sandbox(port);
  }

  /** The address of the page. */
  public HttpUrl url() {
    return page.url();
  }

  /** The fake Nano Banana Video. */
  public NanoBananaServer nanoBanana() {
    return nanoBanana;
  }

  /** The fake Nouvel. */
  public NouvelServer nouvel() {
    return nouvel;
  }

  /** A command line for each endpoint, with the key and an example in it. */
  public String curlLines() {
    StringBuilder lines = new StringBuilder();
    for (Endpoint endpoint : Endpoint.values()) {
      if (endpoint != Endpoint.DOWNLOAD) {
        VideogenServer server = endpoint.service().equals("nouvel") ? nouvel : nanoBanana;
        lines.append("# ").append(endpoint.id()).append('\n');
        lines.append(CurlLines.of(server, endpoint)).append('\n');
      }
    }
    lines.append("# a finished video\n").append(CurlLines.ofDownload(nanoBanana)).append('\n');
    return lines.toString();
  }

  /** From now on the clock follows real time, and jobs go on although nobody polls. */
  synchronized void letTimePass() {
    heart = new Timer("sandbox clock", true);
    TimerTask beating =
        new TimerTask() {
          @Override
          public void run() {
            beat();
          }
        };
    heart.scheduleAtFixedRate(beating, BEAT.toMillis(), BEAT.toMillis());
  }

  synchronized void beat() {
    nanoBanana.clock().advance(BEAT);
    nouvel.clock().advance(BEAT);
    if (++beats % BEATS_PER_STEP == 0) {
      nouvel.rules().jobs().moveOn();
    }
  }

  /** Ends every connection and every thread. */
  @Override
  public synchronized void close() {
    if (heart != null) {
      heart.cancel();
    }
    page.close();
    nanoBanana.close();
    nouvel.close();
  }

  /**
   * Runs until it is interrupted from outside, by Ctrl-C for one. If it can't start it says why in
   * one line and exits with 1.
   *
   * @param args {@code --port N}, or nothing
   */
  public static void main(String[] args) throws InterruptedException {
    Sandbox sandbox;
    try {
      sandbox = start(port(args));
    } catch (IllegalArgumentException | IllegalStateException wrong) {
      System.err.println("sandbox failed: " + wrong.getMessage());
      System.exit(1);
      return;
    } catch (UncheckedIOException taken) {
      System.err.println(
          "sandbox failed: "
              + taken.getMessage()
              + "; --port N, or -Dsandbox.port=N in Maven, takes it and the four after it instead");
      System.exit(1);
      return;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(sandbox), "sandbox stop"));
    sandbox.letTimePass();
    System.out.println(sandbox.curlLines());
    System.out.println("Page: " + sandbox.url() + "  (Ctrl-C stops)");
    System.out.flush();
    new CountDownLatch(1).await();
  }

  static int port(String... args) {
    if (args.length == 0) {
      return DEFAULT_PORT;
    }
    if (args.length != 2 || !args[0].equals("--port") || !args[1].matches("\\d{1,5}")) {
      throw new IllegalArgumentException(
          "arguments: must be --port and a number, are " + String.join(" ", args));
    }
    return Integer.parseInt(args[1]);
  }

  /** Whoever stops it has met no failure, so the exit code is not that of a killed program. */
  private static void stop(Sandbox sandbox) {
    sandbox.close();
    System.out.println("Stopped.");
    System.out.flush();
    Runtime.getRuntime().halt(0);
  }

  private static int next(int port, int offset) {
    return port == 0 ? 0 : port + offset;
  }
}
