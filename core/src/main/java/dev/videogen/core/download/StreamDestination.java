package dev.videogen.core.download;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

record StreamDestination(OutputStream stream) implements Destination<Long> {
  @Override
  public DownloadTarget<Long> open(String url, DownloadSettings settings) {
    return new StreamTarget(stream);
  }

  @Override
  public @Nullable Path path() {
    return null;
  }

  private static final class StreamTarget implements DownloadTarget<Long> {
    private final OutputStream stream;
    private long size;
    private @Nullable String validator;

    StreamTarget(OutputStream stream) {
      this.stream = stream;
    }

    @Override
    public ByteBuffer newBuffer() {
      return ByteBuffer.allocate(CHUNK);
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
    public void write(ByteBuffer bytes) throws IOException {
      int length = bytes.remaining();
      stream.write(bytes.array(), bytes.arrayOffset() + bytes.position(), length);
      bytes.position(bytes.limit());
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

    @Override
    public Long complete() {
      return size;
    }

    @Override
    public void close() {}
  }
}
