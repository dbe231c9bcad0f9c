package com.example.clash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.videogen.nouvel.NouvelClient;
import dev.videogen.testkit.NouvelServer;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class OkHttp4FirstTest {
  private static final List<String> CLASS_PATH =
      List.of(System.getProperty("java.class.path").split(File.pathSeparator));

  @Test
  void firstUseNamesTheJarAndTheRemedy() {
    assertThatThrownBy(NouvelServer::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("okhttp-4.12.0.jar")
        .hasMessageContaining("import dev.videogen:videogen-bom");
  }

  @Test
  void firstUseOfAClientNamesThemToo() {
    assertThatThrownBy(NouvelClient::builder)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("okhttp-4.12.0.jar")
        .hasMessageContaining("import dev.videogen:videogen-bom");
  }

  /** As Gradle may: no order of a class path is promised there. */
  @Test
  void withOkHttp4LastACallWorks() throws Exception {
    List<String> last = new ArrayList<>(CLASS_PATH);
    last.removeIf(OkHttp4FirstTest::isOkHttp4);
    CLASS_PATH.stream().filter(OkHttp4FirstTest::isOkHttp4).forEach(last::add);

    assertThat(firstCall(last)).isEqualTo("running, logged");
  }

  @Test
  void inReverseOrderACallWorks() throws Exception {
    List<String> reverse = new ArrayList<>(CLASS_PATH);
    Collections.reverse(reverse);

    assertThat(firstCall(reverse)).isEqualTo("running, logged");
  }

  private static boolean isOkHttp4(String jar) {
    return jar.endsWith("okhttp-4.12.0.jar");
  }

  private static String firstCall(List<String> classPath) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                String.join(File.pathSeparator, classPath),
                FirstCall.class.getName())
            .redirectErrorStream(true)
            .start();
    byte[] output = process.getInputStream().readAllBytes();
    process.waitFor();
    return new String(output, StandardCharsets.UTF_8).strip();
  }
}
