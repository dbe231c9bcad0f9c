package dev.videogen.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What clients in other languages get from the sandbox. */
class OtherLanguagesTest {
  private final Sandbox sandbox = Sandbox.start(0);

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void curlGetsTheDocumentedAnswers() throws Exception {
    Programs.need("curl");
    assertDocumented(run(Programs.need("sh"), "documented.sh"));
  }

  @Test
  void nodeGetsTheDocumentedAnswers() throws Exception {
    assertDocumented(run(Programs.need("node"), "documented.mjs"));
  }

  @Test
  void pythonGetsTheDocumentedAnswers() throws Exception {
    assertDocumented(run(Programs.need("python3"), "documented.py"));
  }

  @Test
  void everyPrintedCurlLineIsAnswered() throws Exception {
    Programs.need("curl");
    List<String> lines =
        sandbox.curlLines().lines().filter(it -> it.startsWith("curl -i")).toList();
    assertThat(lines).hasSize(Endpoint.values().length - 1);

    String statuses = shell(String.join(" -s -o /dev/null -w '%{http_code} '\n", lines) + " -s");

    assertThat(statuses)
        .startsWith("200 200 200 200 200 200 200 422 404 200 200 200 200 HTTP/1.1 200");
  }

  private void assertDocumented(Map<String, String> answers) {
    assertThat(answers)
        .containsEntry("no-prompt", documented(NanoBananaErrors.PROMPT_REQUIRED))
        .containsEntry("no-key", documented(NanoBananaErrors.AUTHORIZATION_MISSING))
        .containsEntry("wrong-method", documented(NanoBananaErrors.METHOD_NOT_ALLOWED))
        .containsEntry("limited", documented(NouvelErrors.RATE_LIMITED))
        .containsEntry("no-urls", documented(NouvelErrors.URLS_INVALID))
        .containsEntry("no-job", documented(NouvelErrors.JOB_NOT_FOUND))
        .containsEntry(
            "started",
            "200 {\"jobId\":\"550e8400-e29b-41d4-a716-446655440000\",\"totalProjects\":1,"
                + "\"status\":\"running\"}");
    assertThat(answers.get("made")).startsWith("200 {\"success\":true,\"video_id\":\"vid_a1b2c3d4");
    assertThat(answers.get("status")).contains("\"status\":\"completed\"");
    assertThat(answers.get("job")).contains("\"overallProgress\":0");
    assertThat(answers.get("projects")).contains("\"hasMore\":false");
    assertThat(answers).hasSize(11);
    VideogenAssertions.assertThat(sandbox.nanoBanana()).charged(1);
    VideogenAssertions.assertThat(sandbox.nouvel()).charged(1);
  }

  private static String documented(DocumentedError error) {
    return error.status() + " " + error.body();
  }

  private Map<String, String> run(Path program, String script) throws Exception {
    sandbox.nouvel().onGenerate().respond(NouvelErrors.RATE_LIMITED);
    String output =
        output(
            program.toString(),
            file(script),
            sandbox.nanoBanana().url().toString(),
            sandbox.nanoBanana().key(),
            sandbox.nouvel().url().toString(),
            sandbox.nouvel().key());
    Map<String, String> answers = new LinkedHashMap<>();
    output.lines().forEach(it -> answers.put(it.split(" ", 2)[0], it.split(" ", 2)[1]));
    return answers;
  }

  private static String file(String script) throws URISyntaxException {
    return Path.of(
            Objects.requireNonNull(OtherLanguagesTest.class.getResource("clients/" + script))
                .toURI())
        .toString();
  }

  private static String shell(String commands) throws Exception {
    return output(Programs.need("sh").toString(), "-c", commands);
  }

  private static String output(String... command) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of(command));
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().keySet().removeIf(it -> it.toLowerCase(Locale.ROOT).endsWith("_proxy"));
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    return output;
  }
}
