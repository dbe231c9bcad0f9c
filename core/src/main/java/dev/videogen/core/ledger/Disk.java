package dev.videogen.core.ledger;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The steps that change what is on the disk; tests make each of them fail.
 *
 * <p>A {@code RandomAccessFile}, because an interrupted thread closes a {@code FileChannel} that it
 * writes to, for all other threads, too.
 */
class Disk {
  void write(RandomAccessFile file, byte[] bytes, int length) throws IOException {
    file.write(bytes, 0, length);
  }

  void sync(RandomAccessFile file) throws IOException {
    file.getFD().sync();
  }

  void truncate(RandomAccessFile file, long length) throws IOException {
    file.setLength(length);
  }

  void replace(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Makes a new or moved name durable, where folders can be opened at all. */
  void syncFolder(Path folder) throws IOException {
    if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    boolean interrupted = false;
    while (!attempt(folder)) {
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Only a channel opens a folder, so an interrupt may come between: false if it did. */
  private static boolean attempt(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
      return true;
    } catch (ClosedByInterruptException again) {
      return false;
    }
  }
}
