package dev.videogen.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each recipe is run, and prints what it promises. */
class RecipesTest {
  private static final Path SOURCES = Path.of("src/main/java/dev/videogen/recipes");
  private static final Map<String, List<String>> PRINTS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry(
                  "AgentTool",
                  List.of(
                      "the same job: true", "pending", "no_budget", "invalid", "orders sent: 1")),
              Map.entry("CachedStatus", List.of("100 looks, 1 request")),
              Map.entry(
                  "GracefulShutdown",
                  List.of(
                      "not all orders came to an end in PT0S",
                      "OutcomeUnknownException",
                      "to settle at the next start: clip-2")),
              Map.entry(
                  "LoggingWithTenant",
                  List.of("[acme] dev.videogen.wire - --> POST", "[acme] ", "came to nothing")),
              Map.entry(
                  "MicrometerMetrics",
                  List.of(
                      "videogen.charges 1.0",
                      "videogen.orders.unsettled 0.0",
                      "videogen.window.used 1.0")),
              Map.entry("OneOkHttpForBoth", List.of("video ", ", job ")),
              Map.entry("OpenTelemetryTraces", List.of("nouvel generate: UNSET", "attempt failed")),
              Map.entry("ProxyAndTls", List.of("proxy: a tunnel to 127.0.0.1", "2 accounts")),
              Map.entry("SharedLedger", List.of("one job: true, orders sent: 1")),
              Map.entry("ResumedJob", List.of("ordered ", "completed, orders sent: 1")),
              Map.entry(
                  "WebhookReceiver",
                  List.of("report acknowledged with 204", "completed, videos to fetch: 1"))));

  static {
    if (Runtime.version().feature() >= 21) {
      PRINTS.put("VirtualThreads", List.of("100 videos"));
    }
  }

  static Stream<String> recipes() {
    return PRINTS.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void recipePrintsWhatItPromises(String name) throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream console = System.out;
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      Class.forName("dev.videogen.recipes." + name)
          .getMethod("main", String[].class)
          .invoke(null, (Object) new String[0]);
    } finally {
      System.setOut(console);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8)).contains(PRINTS.get(name));
  }

  @Test
  void eachProgramIsRun() throws IOException {
    try (Stream<Path> files = Files.list(SOURCES)) {
      assertThat(
              files
                  .filter(file -> holdsAMain(file))
                  .map(file -> file.getFileName().toString().replace(".java", "")))
          .isSubsetOf(PRINTS.keySet());
    }
  }

  @ParameterizedTest
  @CsvSource({"core/jdbc, SharedLedger", "core/micrometer, MicrometerMetrics"})
  void sampleOfAModulesReadmeIsInARecipe(String module, String recipe) throws IOException {
    String readme = Files.readString(Path.of("../..", module, "README.md"));
    int start = readme.indexOf("```java") + 7;
    String code = Files.readString(SOURCES.resolve(recipe + ".java"));

    assertThat(withoutSpace(code.replace(".apiKey(fake.key())", ".apiKeyFromEnv()")))
        .contains(withoutSpace(readme.substring(start, readme.indexOf("```", start))));
  }

  private static String withoutSpace(String code) {
    return code.replace(".baseUrl(fake.url())", "").replaceAll("\\s+", "");
  }

  private static boolean holdsAMain(Path file) {
    try {
      return Files.readString(file).contains("public static void main(");
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }
}
