package dev.videogen.core.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.videogen.core.download.DownloadFailedException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeptPartialTest extends DownloadFixture {
  @Test
  void whatWasKeptIsGoneOnFromLater() throws Exception {
    Download<Path> keeping = video().keepPartial(true).maxAttempts(1);
    server.enqueue(broken(100_000));
    DownloadFailedException failure = failure(keeping);
    assertThat(failure.received()).isEqualTo(100_000);
    assertThat(failure.partialFile()).exists();
    assertThat(target).doesNotExist();

    server.enqueue(rest(100_000));
    keeping.execute();
    assertThat(Files.readAllBytes(target)).isEqualTo(FILE);
    assertThat(files()).containsExactly(target);
    server.takeRequest();
    assertThat(server.takeRequest().getHeaders().get("Range")).isEqualTo("bytes=100000-");
  }

  @Test
  void whatWasKeptOfAnotherUrlIsNotMixedIn() throws Exception {
    Download<Path> keeping = video().keepPartial(true).maxAttempts(1);
    server.enqueue(broken(100_000));
    failure(keeping);
    server.enqueue(ok(FILE).build());
    at("/another.mp4").keepPartial(true).execute();

    assertThat(Files.readAllBytes(target)).isEqualTo(FILE);
    server.takeRequest();
    assertThat(server.takeRequest().getHeaders().get("Range")).isNull();
  }

  @Test
  void twoDownloadsDoNotWriteOnePartialFile() throws Exception {
    Download<Path> keeping = video().keepPartial(true);
    AtomicReference<Throwable> second = new AtomicReference<>();
    server.enqueue(ok(FILE).build());
    keeping.onProgress((received, total) -> second.set(failure(keeping))).execute();

    assertThat(second.get()).hasMessageContaining("another download is writing it");
    assertThat(Files.readAllBytes(target)).isEqualTo(FILE);
    assertThat(files()).containsExactly(target);
  }

  @Test
  void theEndOfALongerPartOfAnotherUrlIsNotMixedIn() throws Exception {
    byte[] first = filled(1);
    byte[] second = filled(2);
    server.enqueue(broken(first, 800));
    server.enqueue(broken(second, 100));
    server.enqueue(rest(second, 100));
    failure(keeping("/1"));
    failure(keeping("/2"));
    keeping("/2").execute();

    assertThat(Files.readAllBytes(target)).isEqualTo(second);
  }

  private static byte[] filled(int value) {
    byte[] bytes = new byte[1000];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  private Download<Path> keeping(String path) {
    return at(path).keepPartial(true).maxAttempts(1);
  }

  /** Leaves a partial file behind, and returns where. */
  private Path partial(String path) {
    server.enqueue(broken(1_000));
    return Objects.requireNonNull(failure(keeping(path)).partialFile());
  }

  private static Path note(Path partial) {
    return partial.resolveSibling(partial.getFileName().toString().replace(".part", ".note"));
  }

  @Test
  void aTargetLinkedByARunThatDiedIsNotWrittenInto() throws Exception {
    Files.createLink(target, partial("/1"));
    byte[] before = Files.readAllBytes(target);
    server.enqueue(broken(filled(2), 900));
    failure(keeping("/2").overwrite(true));

    assertThat(Files.readAllBytes(target)).isEqualTo(before);
  }

  @Test
  void aPartialFileIsLockedUntilAfterItHasMoved() throws Exception {
    try (PartialFile first = PartialFile.kept(folder, "video.mp4", "u")) {
      first.write(ByteBuffer.wrap(FILE));
      first.replace(target);

      assertThatThrownBy(() -> PartialFile.kept(folder, "video.mp4", "u"))
          .hasMessageContaining("another download is writing it");
    }
    PartialFile.kept(folder, "video.mp4", "u").close();
    assertThat(files()).containsExactly(target);
  }

  @Test
  void theNoteOfWhoComesNextIsNotDeleted() throws Exception {
    PartialFile first = PartialFile.kept(folder, "video.mp4", "u");
    Path note = note(first.path());
    first.validator("\"v1\"");
    first.write(ByteBuffer.wrap(FILE));
    first.replace(target);
    assertThat(note).doesNotExist();
    write(note, "another's");
    first.close();

    assertThat(note).hasContent("another's");
  }

  @Test
  void whatCanNotBeMovedIsStillKept() throws Exception {
    try (PartialFile file = PartialFile.kept(folder, "video.mp4", "u")) {
      file.validator("\"v1\"");
      file.write(ByteBuffer.wrap(FILE));
      Files.createDirectories(target.resolve("full"));

      assertThatThrownBy(() -> file.replace(target)).isInstanceOf(IOException.class);
    }
    try (PartialFile file = PartialFile.kept(folder, "video.mp4", "u")) {
      assertThat(file.size()).isEqualTo(FILE.length);
    }
  }

  @Test
  void aLockTakenByAnotherPathIsSeen() throws Exception {
    Path link =
        Files.createSymbolicLink(folder.resolveSibling(folder.getFileName() + "-l"), folder);
    try (PartialFile first = PartialFile.kept(folder, "video.mp4", "u")) {
      assertThat(first.size()).isZero();
      assertThatThrownBy(() -> PartialFile.kept(link, "video.mp4", "u"))
          .hasMessageContaining("another download is writing it");
    } finally {
      Files.delete(link);
    }
  }

  @Test
  void noFileOfTheUsersIsTakenForAPartialOne() throws Exception {
    Path own = folder.resolve("video.mp4.part");
    write(own, "own");
    partial("/1");

    assertThat(own).hasContent("own");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void noLinkIsFollowed(boolean atNote) throws Exception {
    Path partial = partial("/1");
    Path replaced = atNote ? note(partial) : partial;
    Path own = folder.resolve("own");
    write(own, "own");
    Files.delete(replaced);
    Files.createSymbolicLink(replaced, own);

    assertThat(failure(keeping("/1")).kind()).isEqualTo(Kind.TARGET);
    assertThat(own).hasContent("own");
  }

  @Test
  void aPipeInPlaceOfAPartialFileIsRefused() throws Exception {
    Path partial = partial("/1");
    Files.delete(partial);
    assumeThat(new ProcessBuilder("mkfifo", partial.toString()).start().waitFor()).isZero();

    assertThat(failure(keeping("/1")).kind()).isEqualTo(Kind.TARGET);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\u00ff\u00fe", "videogen-download 1\n{hash}\n\u00e9\n", "\n\n\n"})
  void aGarbledNoteIsIgnored(String text) throws Exception {
    Path note = note(partial("/1"));
    String hash = Files.readAllLines(note).get(1);
    Files.write(note, text.replace("{hash}", hash).getBytes(StandardCharsets.ISO_8859_1));
    server.enqueue(ok(FILE).build());
    keeping("/1").execute();

    assertThat(Files.readAllBytes(target)).isEqualTo(FILE);
  }

  @Test
  void theNoteHoldsNoUrlAndIsForItsOwnerOnly() throws Exception {
    Path note = note(partial("/1?sig=secret"));

    assertThat(Files.readString(note)).doesNotContain("secret").doesNotContain("127.0.0.1");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(note)))
        .isEqualTo("rw-------");
  }

  @Test
  void aFinishedFileIsReadableAsAnyOther() throws Exception {
    server.enqueue(ok(FILE).build());
    keeping("/1").execute();
    Path other = folder.resolve("other");
    write(other, "other");

    assertThat(Files.getPosixFilePermissions(target))
        .isEqualTo(Files.getPosixFilePermissions(other));
  }
}
