package dev.videogen.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleVideoTest {
  @Test
  void filmIsAWholeMp4WithItsIndexUpFront() {
    ByteBuffer film = ByteBuffer.wrap(SampleVideo.bytes());
    List<String> boxes = new ArrayList<>();
    while (film.hasRemaining()) {
      int start = film.position();
      int size = film.getInt();
      byte[] type = new byte[4];
      film.get(type);
      boxes.add(new String(type, StandardCharsets.US_ASCII));
      film.position(start + size);
    }

    assertThat(boxes).startsWith("ftyp", "moov").contains("mdat");
    assertThat(SampleVideo.bytes()).hasSizeBetween(20_000, 200_000);
  }

  @Test
  void thumbnailIsAJpeg() {
    assertThat(SampleVideo.thumbnail()).startsWith(0xFF, 0xD8).endsWith(0xFF, 0xD9);
  }

  @Test
  void changingTheArrayLeavesTheFilmAlone() {
    SampleVideo.bytes()[0] = 42;

    assertThat(SampleVideo.bytes()[0]).isZero();
  }
}
