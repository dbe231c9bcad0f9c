package dev.videogen.core.download;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

final class StreamTarget implements DownloadTarget {
  private final OutputStream stream;
  private long size;
  private @Nullable String validator;

  StreamTarget(OutputStream stream) {
    this.stream = stream;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public @Nullable String validator() {
    return validator;
  }

  @Override
  public void validator(@Nullable String newValidator) {
    validator = newValidator;
  }

  @Override
  public void write(byte[] bytes, int length) throws IOException {
    stream.write(bytes, 0, length);
    size += length;
  }

  @Override
  public boolean startOver() {
    return size == 0;
  }

  @Override
  public @Nullable Path kept() {
    return null;
  }
}
