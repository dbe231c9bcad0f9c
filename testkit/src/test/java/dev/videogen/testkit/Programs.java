package dev.videogen.testkit;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Programs that a machine may or may not have. */
final class Programs {
  private Programs() {}

  /** The first of them on the path; without any, prints why and skips the test. */
  static Path need(String... names) {
    Optional<Path> found =
        Stream.of(names)
            .flatMap(
                name ->
                    Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .map(folder -> Path.of(folder, name)))
            .filter(Files::isExecutable)
            .findFirst();
    if (found.isEmpty()) {
      System.out.println("skipped: none of these is installed: " + String.join(", ", names));
    }
    Assumptions.assumeTrue(found.isPresent(), "none installed: " + String.join(", ", names));
    return found.orElseThrow();
  }
}
