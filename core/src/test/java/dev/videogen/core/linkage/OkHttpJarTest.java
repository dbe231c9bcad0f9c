package dev.videogen.core.linkage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OkHttpJarTest {
  @TempDir private Path folder;

  @Test
  void theOkHttpOfTheBuildIsRecent() {
    assertThatCode(OkHttpJar::requireRecent).doesNotThrowAnyException();
  }

  @Test
  void anOlderOkHttpIsNamedWithItsRemedy() throws IOException {
    Path source = folder.resolve("okhttp3/Interceptor.java");
    Files.createDirectories(source.getParent());
    Files.writeString(
        source,
        "package okhttp3; public interface Interceptor { interface Chain { Object request(); } }");
    int exit =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(System.out, System.err, source.toString());
    assertThat(exit).isZero();

    try (URLClassLoader older = new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
      assertThat(OkHttpJar.complaint(older))
          .contains(folder.getFileName().toString())
          .contains("import dev.videogen:videogen-bom")
          .doesNotContain("\n");
    }
  }

  @Test
  void noOkHttpAtAllIsToldToo() throws IOException {
    try (URLClassLoader empty = new URLClassLoader(new URL[0], null)) {
      assertThat(OkHttpJar.complaint(empty)).contains("add com.squareup.okhttp3:okhttp-jvm");
    }
  }
}
