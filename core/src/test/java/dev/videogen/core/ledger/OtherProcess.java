package dev.videogen.core.ledger;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another Java process with a ledger. */
final class OtherProcess {
  private OtherProcess() {}

  static Process start(Class<?> main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-Xmx64m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** Opens a ledger, says so, and keeps it until its input ends. */
  static final class Keep {
    private Keep() {}

    public static void main(String[] args) throws Exception {
      try (FileLedger ledger = FileLedger.open(Path.of(args[0]))) {
        System.out.println(ledger.damage().isEmpty() ? "open" : "damaged");
        int unused = System.in.read();
      } catch (FileSystemException refused) {
        System.out.println(refused.getMessage());
      }
    }
  }

  /** Pays with several threads, and prints what is confirmed, until it is killed. */
  static final class Pay {
    private Pay() {}

    public static void main(String[] args) throws Exception {
      FileLedger ledger = FileLedger.open(Path.of(args[0]));
      for (int thread = 0; thread < 4; thread++) {
        String name = args[1] + "-" + thread + "-";
        Thread payer = new Thread(() -> pay(ledger, name), name);
        payer.start();
      }
    }

    private static void pay(FileLedger ledger, String name) {
      try {
        for (int i = 0; ; i++) {
          String key = name + i;
          Hold claimed = Orders.claim(ledger, key);
          ledger.sending(claimed, 1, Orders.NOW);
          System.out.println("SENT " + key);
          ledger.settled(
              claimed, Settlement.paid("answer of " + key + "x".repeat(i % 7 * 500)), Orders.NOW);
          System.out.println("PAID " + key);
        }
      } catch (IOException failed) {
        System.out.println("FAILED " + failed);
      }
    }
  }
}
