package dev.videogen.core.ledger;

import static dev.videogen.core.ledger.Orders.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whose file it is, and what may stand in its place. */
@Timeout(60)
class OpeningTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("videos.ledger");
  }

  private void assertRefused(Path path, String why) {
    assertThatThrownBy(() -> FileLedger.open(path))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining(path.getFileName().toString())
        .hasMessageContaining(why);
  }

  @Test
  void aFileIsOpenOnceInAProcess() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder);
    try (FileLedger ledger = FileLedger.open(file)) {
      assertThat(ledger).hasToString("FileLedger[" + file.toRealPath() + "]");
      assertRefused(file, "this process has the ledger open already");
      assertRefused(link.resolve("videos.ledger"), "this process has the ledger open already");
      assertRefused(folder.resolve("x/../videos.ledger"), "open already");
    }
    FileLedger.open(file).close();
  }

  @Test
  void aFileIsOpenInOneProcess() throws Exception {
    Process other = OtherProcess.start(OtherProcess.Keep.class, file.toString());
    try {
      assertThat(other.inputReader(UTF_8).readLine()).isEqualTo("open");
      assertRefused(file, "another process has the ledger open");
    } finally {
      other.destroyForcibly().waitFor();
    }
    FileLedger.open(file).close();
  }

  @Test
  void theRightStaysWhenTheFileIsReadOrCompacted() throws Exception {
    try (FileLedger ledger = FileLedger.open(file)) {
      Orders.pay(ledger, "one");
      assertThat(Files.readAllBytes(file)).isNotEmpty();
      assertThat(ledger.forget(NOW)).isZero();

      Process other = OtherProcess.start(OtherProcess.Keep.class, file.toString());
      assertThat(other.inputReader(UTF_8).readLine()).contains("another process");
      assertThat(other.waitFor()).isZero();
    }
  }

  @Test
  void onlyItsOwnerReadsIt() throws Exception {
    assumeThat(folder.getFileSystem().supportedFileAttributeViews()).contains("posix");
    try (FileLedger ledger = FileLedger.open(file)) {
      Orders.pay(ledger, "one");
      assertOwnersAlone();
      assertThat(ledger.forget(NOW)).isZero();
      assertOwnersAlone();
    }
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    FileLedger.open(file).close();
    assertOwnersAlone();
  }

  private void assertOwnersAlone() throws IOException {
    try (var files = Files.list(folder)) {
      for (Path one : files.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(one)))
            .as(one.toString())
            .isEqualTo("rw-------");
      }
    }
  }

  @Test
  void aLinkAFolderOrADeviceIsRefused() throws Exception {
    Path target = folder.resolve("target");
    FileLedger.open(target).close();
    Files.createSymbolicLink(file, target);

    assertRefused(file, "not a regular file");
    assertRefused(folder, "not a regular file");
    Path device = Path.of("/dev/full");
    assumeThat(device).exists();
    assertRefused(device, "not a regular file");
    assertThat(Path.of("/dev/full.lock")).doesNotExist();
  }

  @Test
  void whatIsNotALedgerIsRefusedAndLeftAsItIs() throws Exception {
    List<String> texts =
        List.of("shopping list\nmilk\n", "x", "\n", "videogen-ledger 1\n", "\0".repeat(5 << 20));
    for (String text : texts) {
      Files.writeString(file, text);
      Object permissions = Files.getPosixFilePermissions(file);

      assertRefused(file, "not a ledger");

      assertThat(Files.readString(file)).isEqualTo(text);
      assertThat(Files.getPosixFilePermissions(file)).isEqualTo(permissions);
    }
    Files.writeString(file, "");
    assertRefused(file, "empty, and so no ledger");
    assertThat(file).isEmptyFile();
  }

  @Test
  void aNewerVersionIsRefusedAndLeftAsItIs() throws Exception {
    FileLedger.open(file).close();
    String newer = "videogen-ledger 2\tkey\tprice";
    CRC32C sum = new CRC32C();
    sum.update(newer.getBytes(UTF_8));
    String text = String.format("%08x\t%s\n", sum.getValue(), newer);
    Files.writeString(file, text);

    assertRefused(file, "written by a newer version of this library");

    assertThat(Files.readString(file)).isEqualTo(text);
  }

  @Test
  void aFolderThatIsMissingOrNoneIsAnError() throws Exception {
    assertThatThrownBy(() -> FileLedger.open(folder.resolve("none/videos.ledger")))
        .isInstanceOf(NoSuchFileException.class);
    Path text = Files.writeString(folder.resolve("text"), "x");
    assertThatThrownBy(() -> FileLedger.open(text.resolve("videos.ledger")))
        .isInstanceOf(FileSystemException.class);
    Files.createDirectory(folder.resolve("videos.ledger.lock"));
    assertThatThrownBy(() -> FileLedger.open(file))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("videos.ledger.lock");
    assertThat(file).doesNotExist();
  }

  @Test
  void aFolderThatCannotBeWrittenIsAnError() throws Exception {
    Path readOnly = Files.createDirectory(folder.resolve("read-only"));
    Files.setPosixFilePermissions(readOnly, PosixFilePermissions.fromString("r-x------"));
    // Root may write anywhere but there.
    Path unwritable = Files.isWritable(readOnly) ? Path.of("/proc") : readOnly;

    assertThatThrownBy(() -> FileLedger.open(unwritable.resolve("videos.ledger")))
        .isInstanceOf(FileSystemException.class);
  }

  @Test
  void aLinkInPlaceOfWhatStandsBesideItIsNotFollowed() throws Exception {
    Path precious = Files.writeString(folder.resolve("precious"), "precious");
    Files.createSymbolicLink(folder.resolve("videos.ledger.compacting"), precious);
    FileLedger.open(file).close();
    Files.delete(folder.resolve("videos.ledger.lock"));
    Files.createSymbolicLink(folder.resolve("videos.ledger.lock"), precious);

    assertThatThrownBy(() -> FileLedger.open(file)).isInstanceOf(IOException.class);

    assertThat(precious).hasContent("precious");
  }

  @Test
  void afterClosingAllIsRefused() throws Exception {
    FileLedger ledger = FileLedger.open(file);
    Hold hold = Orders.claim(ledger, "one");
    ledger.close();
    ledger.close();

    assertThatThrownBy(() -> ledger.sending(hold, 1, NOW)).hasMessageContaining("closed");
    assertThatThrownBy(() -> ledger.claim(Orders.order("two"), NOW)).hasMessageContaining("closed");
    assertThatThrownBy(ledger::unsettled).hasMessageContaining("closed");
    assertThatThrownBy(() -> ledger.find("one")).hasMessageContaining("closed");
    assertThatThrownBy(() -> ledger.forget(NOW)).hasMessageContaining("closed");
  }

  @Test
  void aSecondCloseLeavesAnotherOpeningItsRight() throws Exception {
    FileLedger first = FileLedger.open(file);
    first.close();
    try (FileLedger second = FileLedger.open(file)) {
      first.close();
      assertRefused(file, "open already");
      Orders.pay(second, "one");
    }
  }
}
