package dev.videogen.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReadmeTest {
  private static final Path SAMPLES =
      Path.of("src/test/java/dev/videogen/testkit/readme/AdShopTest.java");

  @Test
  void everyJavaBlockIsPartOfATestThatRuns() throws IOException {
    String source = Files.readString(SAMPLES).replaceAll("(?m)^  ", "");
    List<String> blocks = blocks("java");

    assertThat(blocks).hasSizeGreaterThanOrEqualTo(8);
    assertThat(blocks).allSatisfy(it -> assertThat(source).contains(it));
    assertThat(String.join("\n", blocks).split("@Test", -1)).hasSizeGreaterThanOrEqualTo(9);
  }

  @Test
  void everyTypeThatItNamesExists() throws IOException {
    Pattern type = Pattern.compile("`([A-Z][A-Za-z]+)`");
    List<String> names =
        type.matcher(readme()).results().map(it -> it.group(1)).distinct().toList();

    assertThat(names).contains("NouvelServer", "InterceptorBench", "Sandbox");
    assertThat(names)
        .allMatch(
            it ->
                Files.exists(Path.of("src/main/java/dev/videogen/testkit/" + it + ".java"))
                    || Files.exists(SAMPLES.resolveSibling(it + ".java")));
  }

  @Test
  void itNamesTheCommandThatStartsTheSandbox() throws IOException {
    assertThat(blocks("sh")).contains("mvn -q -pl testkit -Psandbox compile exec:java\n");
    assertThat(Files.readString(Path.of("pom.xml")))
        .contains("mvn -q -pl testkit -Psandbox compile exec:java")
        .contains(Sandbox.class.getName());
    assertThat(readme()).contains("http://127.0.0.1:" + Sandbox.DEFAULT_PORT + "/");
  }

  private static List<String> blocks(String language) throws IOException {
    return Pattern.compile("(?ms)^```" + language + "\n(.*?)^```$")
        .matcher(readme())
        .results()
        .map((MatchResult it) -> it.group(1))
        .toList();
  }

  private static String readme() throws IOException {
    return Files.readString(Path.of("README.md"));
  }
}
