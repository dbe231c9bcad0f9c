package dev.videogen.jdbc;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * A PostgreSQL of Debian's packages with a data folder of its own, started by the first test that
 * asks for it and stopped with the JVM.
 */
final class PostgresServer {
  private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
  private static PostgresServer running;

  private final Path bin;
  private final Path folder;
  private final int port;

  private PostgresServer(Path bin, Path folder, int port) {
    this.bin = bin;
    this.folder = folder;
    this.port = port;
  }

  /** Skips the test, and prints why, where none is installed. */
  static synchronized PostgresServer get() throws Exception {
    if (running == null) {
      Path bin = newest();
      if (bin == null) {
        System.out.println(
            "SKIPPED: no PostgreSQL in " + VERSIONS + "; apt-get install postgresql");
      }
      assumeThat(bin).as("PostgreSQL in " + VERSIONS).isNotNull();
      running = begin(bin);
    }
    return running;
  }

  private static Path newest() throws IOException {
    if (!Files.isDirectory(VERSIONS)) {
      return null;
    }
    try (var versions = Files.list(VERSIONS)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max((one, other) -> Integer.compare(major(one), major(other)))
          .orElse(null);
    }
  }

  private static int major(Path bin) {
    return Integer.parseInt(bin.getParent().getFileName().toString());
  }

  private static PostgresServer begin(Path bin) throws Exception {
    // Not below the build's folders: another user has to get there.
    Path folder = Files.createTempDirectory("videogen-postgres");
    if (isRoot()) {
      run(List.of("chown", "postgres", folder.toString()));
    }
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    PostgresServer server = new PostgresServer(bin, folder, port);
    Runtime.getRuntime().addShutdownHook(new Thread(server::remove));
    server.command(
        "initdb", "-D", server.data(), "-A", "trust", "-U", "videogen", "-E", "UTF8", "--no-sync");
    server.start();
    return server;
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  void start() throws Exception {
    String options = "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=";
    command(
        "pg_ctl",
        "start",
        "-w",
        "-D",
        data(),
        "-l",
        folder.resolve("log").toString(),
        "-o",
        options);
  }

  /** As if its machine had lost power, as far as its clients can tell. */
  void stop() throws Exception {
    command("pg_ctl", "stop", "-m", "immediate", "-D", data());
  }

  private void remove() {
    try {
      stop();
    } catch (Exception notRunning) {
      System.out.println(notRunning.getMessage());
    }
    try {
      run(List.of("rm", "-rf", folder.toString()));
    } catch (Exception left) {
      System.out.println(left.getMessage());
    }
  }

  int port() {
    return port;
  }

  static String url(int port) {
    // The relay reads whole messages, and asking for encryption is answered by a single byte.
    return "jdbc:postgresql://127.0.0.1:"
        + port
        + "/postgres?user=videogen&sslmode=disable&gssEncMode=disable";
  }

  String url() {
    return url(port);
  }

  DataSource dataSource() {
    return new UrlSource(url());
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  /** PostgreSQL refuses to run as root. */
  private void command(String name, String... arguments) throws Exception {
    List<String> words = new ArrayList<>();
    if (isRoot()) {
      words.addAll(List.of("runuser", "-u", "postgres", "--"));
    }
    words.add(bin.resolve(name).toString());
    words.addAll(List.of(arguments));
    run(words);
  }

  private static void run(List<String> words) throws Exception {
    // To a file, which a server that goes on may keep open.
    Path output = Files.createTempFile("videogen-postgres", ".log");
    try {
      Process process =
          new ProcessBuilder(words)
              .directory(Path.of("/").toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (process.waitFor() != 0) {
        throw new IOException(words + ": " + Files.readString(output));
      }
    } finally {
      Files.delete(output);
    }
  }
}
