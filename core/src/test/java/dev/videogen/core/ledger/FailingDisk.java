package dev.videogen.core.ledger;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/** A disk on which one step goes wrong, and on which nothing happens after a crash. */
final class FailingDisk extends Disk {
  /** What happens at the step that goes wrong. */
  enum Fault {
    /** It fails, and nothing of it has happened. */
    NOTHING_DONE,
    /** A write gets half of its bytes down; anything else has happened. */
    HALF_DONE
  }

  private final Fault fault;
  private final boolean crash;
  private int stepsLeft;
  private boolean crashed;

  /** Fails at the step of a number, counted from 0, and at all after it in case of a crash. */
  FailingDisk(int step, Fault fault, boolean crash) {
    this.stepsLeft = step;
    this.fault = fault;
    this.crash = crash;
  }

  static FailingDisk healthy() {
    return new FailingDisk(Integer.MAX_VALUE, Fault.NOTHING_DONE, false);
  }

  /** Lets a number of steps pass from now on. */
  synchronized void failAfter(int steps) {
    stepsLeft = steps;
  }

  private interface Step {
    void run() throws IOException;
  }

  private synchronized boolean fails() {
    boolean now = stepsLeft-- == 0;
    crashed |= now && crash;
    return now || crashed;
  }

  private void step(Step whole, Step half) throws IOException {
    boolean before = crashed;
    if (!fails()) {
      whole.run();
      return;
    }
    if (fault == Fault.HALF_DONE && !before) {
      half.run();
    }
    throw new IOException("No space left on device");
  }

  @Override
  void write(RandomAccessFile file, byte[] bytes, int length) throws IOException {
    step(() -> super.write(file, bytes, length), () -> super.write(file, bytes, length / 2));
  }

  @Override
  void sync(RandomAccessFile file) throws IOException {
    // Nothing here cuts power, so there is nothing to wait for.
    step(() -> {}, () -> {});
  }

  @Override
  void truncate(RandomAccessFile file, long length) throws IOException {
    Step all = () -> super.truncate(file, length);
    step(all, all);
  }

  @Override
  void replace(Path from, Path to) throws IOException {
    Step all = () -> super.replace(from, to);
    step(all, all);
  }

  @Override
  void syncFolder(Path folder) throws IOException {
    step(() -> {}, () -> {});
  }
}
