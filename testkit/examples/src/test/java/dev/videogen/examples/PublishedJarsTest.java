package dev.videogen.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jars as they would be published; they are there once the modules were packaged. */
class PublishedJarsTest {
  private static final Path ROOT = Path.of("..", "..");
  private static final Pattern TO_CORE =
      Pattern.compile(
          "href=\"https://javadoc\\.io/doc/dev\\.videogen/videogen-core/[^/]+/([^\"#]+)");

  @ParameterizedTest
  @ValueSource(
      strings = {"core", "core/jdbc", "core/micrometer", "nanobanana", "nouvel", "testkit"})
  void eachJarHasItsLicenceAndNoBuildScript(String module) throws IOException {
    List<Path> jars = jars(module);
    assumeTrue(!jars.isEmpty(), "not packaged: " + module);
    for (Path path : jars) {
      try (JarFile jar = new JarFile(path.toFile())) {
        assertThat(jar.stream().map(it -> it.getName()))
            .as(path.toString())
            .contains("META-INF/LICENSE", "META-INF/NOTICE")
            .noneMatch(it -> it.startsWith("META-INF/maven/") || it.endsWith("pom.xml"));
        if (!path.toString().matches(".*-(sources|javadoc)\\.jar")) {
          Attributes manifest = jar.getManifest().getMainAttributes();
          assertThat(path.getFileName().toString())
              .contains("-" + manifest.getValue(Attributes.Name.IMPLEMENTATION_VERSION) + ".jar");
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nanobanana", "nouvel"})
  void whatAProvidersJavadocSaysOfCoreLeadsToCoresJavadoc(String module) throws IOException {
    Path core = ROOT.resolve("core/target/reports/apidocs");
    Path pages = ROOT.resolve(module + "/target/reports/apidocs/dev.videogen." + module);
    assumeTrue(Files.isDirectory(pages) && Files.isDirectory(core), "no Javadoc: " + module);
    try (Stream<Path> files = Files.walk(pages)) {
      List<String> targets =
          files
              .filter(it -> it.toString().endsWith(".html"))
              .flatMap(it -> TO_CORE.matcher(text(it)).results().map(PublishedJarsTest::target))
              .distinct()
              .toList();
      assertThat(targets).hasSizeGreaterThan(10);
      assertThat(targets).allSatisfy(it -> assertThat(core.resolve(it)).isRegularFile());
    }
  }

  private static String target(MatchResult link) {
    return link.group(1);
  }

  private static String text(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  private static List<Path> jars(String module) throws IOException {
    Path folder = ROOT.resolve(module).resolve("target");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(it -> it.toString().endsWith(".jar")).toList();
    }
  }
}
