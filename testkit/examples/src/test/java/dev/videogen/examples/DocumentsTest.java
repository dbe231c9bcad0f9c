package dev.videogen.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Links lead somewhere, what is named exists, and the README stays short. */
class DocumentsTest {
  private static final Path TOP = Path.of("../..").toAbsolutePath().normalize();
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
  private static final Pattern TEST = Pattern.compile("`(\\w+Test)`");

  static List<Path> documents() throws IOException {
    try (Stream<Path> files = Files.walk(TOP)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> !file.toString().contains("/target/"))
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void linksLeadSomewhere(Path document) throws IOException {
    for (MatchResult link : matches(LINK, document)) {
      String[] parts = link.group(1).split("#", 2);
      if (parts[0].startsWith("http")) {
        continue;
      }
      Path target = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]).normalize();
      assertThat(target).as("%s in %s", link.group(1), document).exists();
      if (parts.length == 2) {
        assertThat(anchors(target)).as("%s in %s", link.group(1), document).contains(parts[1]);
      }
    }
  }

  @Test
  void testsThatAreNamedExist() throws IOException {
    Set<String> tests;
    try (Stream<Path> files = Files.walk(TOP)) {
      tests =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith("Test.java"))
              .map(name -> name.replace(".java", ""))
              .collect(Collectors.toSet());
    }
    for (Path document : documents()) {
      assertThat(matches(TEST, document).stream().map(test -> test.group(1)))
          .as(document.toString())
          .isSubsetOf(tests);
    }
  }

  @Test
  void theReadmeStaysShort() throws IOException {
    assertThat(Files.readAllLines(TOP.resolve("README.md"))).hasSizeLessThan(250);
  }

  @Test
  void badgesAreTrue() throws IOException {
    assertThat(badge("java")).contains("17+");
    assertThat(Files.readString(TOP.resolve("pom.xml")))
        .contains("<maven.compiler.release>17</maven.compiler.release>");
    assertThat(badge("licence")).contains("Apache-2.0");
    assertThat(Files.readString(TOP.resolve("LICENSE"))).contains("Apache License", "Version 2.0");
    assertThat(badge("mutants")).contains("85 %");
    assertThat(Files.readString(TOP.resolve("core/pom.xml")))
        .contains("<mutationThreshold>85</mutationThreshold>");
  }

  private static String badge(String name) throws IOException {
    return Files.readString(TOP.resolve("core/badges/" + name + ".svg"));
  }

  private static Set<String> anchors(Path document) throws IOException {
    return matches(HEADING, document).stream()
        .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^a-z0-9 -]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  private static List<MatchResult> matches(Pattern pattern, Path document) throws IOException {
    return pattern.matcher(Files.readString(document)).results().toList();
  }
}
