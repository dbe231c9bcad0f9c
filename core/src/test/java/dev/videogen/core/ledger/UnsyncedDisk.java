package dev.videogen.core.ledger;

import java.io.RandomAccessFile;
import java.nio.file.Path;

/** For tests that write or open too often to wait for a disk, and that cut no power. */
final class UnsyncedDisk extends Disk {
  @Override
  void sync(RandomAccessFile file) {}

  @Override
  void syncFolder(Path folder) {}
}
