package dev.videogen.core.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FreeNameTest extends DownloadFixture {
  private Download<Path> into(String name) {
    return client.downloads().downloadInto(server.url("/v?sig=1").toString(), folder, name);
  }

  private Path fetched(Download<Path> download) throws IOException {
    server.enqueue(ok(FILE).build());
    return download.execute();
  }

  @Test
  void aNameThatIsTakenGetsANumber() throws Exception {
    assertThat(fetched(into("ad.mp4"))).isEqualTo(folder.resolve("ad.mp4"));
    assertThat(fetched(into("ad.mp4"))).isEqualTo(folder.resolve("ad-2.mp4"));
    assertThat(fetched(into("ad.mp4").keepPartial(true))).isEqualTo(folder.resolve("ad-3.mp4"));
    assertThat(fetched(into("ad"))).isEqualTo(folder.resolve("ad"));
    assertThat(fetched(into("ad"))).isEqualTo(folder.resolve("ad-2"));
    assertThat(files()).hasSize(5).allSatisfy(it -> assertThat(it).hasBinaryContent(FILE));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void downloadsSideBySideGetNamesOfTheirOwn(boolean keepPartial) throws Exception {
    List<CompletableFuture<Path>> futures = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      server.enqueue(ok(FILE).build());
      futures.add(into("ad.mp4").keepPartial(keepPartial).executeAsync());
    }
    List<Path> paths = new ArrayList<>();
    for (CompletableFuture<Path> future : futures) {
      paths.add(future.get(20, TimeUnit.SECONDS));
    }

    assertThat(paths).doesNotHaveDuplicates();
    assertThat(files()).containsExactlyInAnyOrderElementsOf(paths);
    assertThat(paths).allSatisfy(it -> assertThat(it).hasBinaryContent(FILE));
  }

  @Test
  void overwritingKeepsTheName() throws Exception {
    write(folder.resolve("ad.mp4"), "old");

    assertThat(fetched(into("ad.mp4").overwrite(true)))
        .isEqualTo(folder.resolve("ad.mp4"))
        .hasBinaryContent(FILE);
    assertThat(files()).hasSize(1);
  }

  @Test
  void theFolderIsMade() throws Exception {
    folder = folder.resolve("new/outbox");

    assertThat(fetched(into("ad.mp4"))).hasBinaryContent(FILE);
  }

  @Test
  void theFolderMayBeALink() throws Exception {
    Path real = Files.createDirectory(folder.resolve("real"));
    folder = Files.createSymbolicLink(folder.resolve("link"), real);

    assertThat(fetched(into("ad.mp4"))).isEqualTo(folder.resolve("ad.mp4"));
    assertThat(real.resolve("ad.mp4")).hasBinaryContent(FILE);
  }

  @Test
  void aFailureNamesTheFolder() {
    server.enqueue(new MockResponse.Builder().code(404).build());
    assertThat(failure(into("ad.mp4")).target()).isEqualTo(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a/b.mp4", "../a.mp4", "/a.mp4", "a/"})
  void aNameThatIsNoPlainFileNameIsRefused(String name) {
    assertThatThrownBy(() -> into(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("name: " + name);
  }

  @ParameterizedTest
  @CsvSource({
    "8d0f-1, 8d0f-1.mp4",
    "../../etc/passwd, ______etc_passwd.mp4",
    ".., video-75.mp4",
    ", video-75.mp4"
  })
  void anIdLeadsOutOfNoFolder(String id, String name) {
    assertThat(VideoFileName.of(id, "u")).isEqualTo(name);
  }

  @Test
  void aLongIdIsCut() {
    assertThat(VideoFileName.of("x".repeat(5000), "u")).hasSize(104);
  }
}
