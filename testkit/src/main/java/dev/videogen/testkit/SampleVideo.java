package dev.videogen.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import okio.ByteString;

/** A real, playable film of four seconds, made for the fakes: H.264 and AAC in an MP4. */
public final class SampleVideo {
  static final ByteString MP4 = load("media/sample.mp4");
  static final ByteString JPEG = load("media/sample.jpg");

  private SampleVideo() {}

  /** The film; a fresh array on each call. */
  public static byte[] bytes() {
    return MP4.toByteArray();
  }

  /** Its first picture as a JPEG; a fresh array on each call. */
  public static byte[] thumbnail() {
    return JPEG.toByteArray();
  }

  private static ByteString load(String file) {
    try (InputStream in = SampleVideo.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("sample: no file " + file);
      }
      return ByteString.of(ByteBuffer.wrap(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }
}
