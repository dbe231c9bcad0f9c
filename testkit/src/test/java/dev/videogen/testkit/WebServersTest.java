package dev.videogen.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebServersTest {
  @TempDir private Path folder;

  @Test
  void theLibrariesOfTheBuildFit() {
    assertThat(WebServers.complaint(WebServers.class.getClassLoader())).isNull();
  }

  @Test
  void anOlderOkHttpIsNamedWithItsRemedy() throws IOException {
    write("okhttp3", "Interceptor", "public interface Interceptor { interface Chain {} }");
    write("mockwebserver3", "MockWebServer", "public final class MockWebServer {}");

    try (URLClassLoader older = new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
      assertThat(WebServers.complaint(older))
          .contains(folder.getFileName().toString())
          .contains("import dev.videogen:videogen-bom")
          .doesNotContain("\n");
    }
  }

  @Test
  void aModuleThatHidesWhatTheServerCallsIsTold() {
    Module hiding = Object.class.getModule();

    assertThat(WebServers.complaint(hiding, WebServersTest.class.getModule()))
        .contains("Surefire's useModulePath to false");
  }

  private void write(String folderName, String type, String body) throws IOException {
    Path source = folder.resolve(folderName).resolve(type + ".java");
    Files.createDirectories(source.getParent());
    Files.writeString(source, "package " + folderName + "; " + body);
    assertThat(
            ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(System.out, System.err, source.toString()))
        .isZero();
  }
}
