package dev.videogen.jdbc;

import dev.videogen.core.ledger.Claim;
import dev.videogen.core.ledger.Order;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A process that wants to send the same orders as another. */
final class Contender {
  private Contender() {}

  static Process start(String url, int orders) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-Xmx64m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Contender.class.getName(), url, String.valueOf(orders)));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** Begins with the first line of its input, and prints each key that it may send. */
  public static void main(String[] args) throws Exception {
    JdbcLedger ledger = JdbcLedger.builder(new OneConnection(args[0])).createTable().open();
    System.out.println("ready");
    int unused = System.in.read();
    Instant now = Instant.parse("2026-11-26T10:00:00Z");
    for (int i = 0; i < Integer.parseInt(args[1]); i++) {
      Order order = new Order("contended " + i, "acme", "nouvel/generate", "ab".repeat(32));
      if (ledger.claim(order, now) instanceof Claim.Granted granted) {
        ledger.sending(granted.hold(), 1, now);
        System.out.println(order.key());
      }
    }
    System.out.println("done");
  }
}
