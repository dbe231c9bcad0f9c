package dev.videogen.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CopiesTest {
  private static final byte[] LINE = "12345678\tline\n".getBytes(StandardCharsets.UTF_8);

  @Test
  void whatWasSentIsWrittenTwiceWithAnEmptyLineBetween() {
    assertThat(Copies.of(LINE, Entry.State.SENT))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("12345678\tline\n\n12345678\tline\n");
  }

  @ParameterizedTest
  @EnumSource(Entry.State.class)
  void whatItTakesInTheFileIsKnown(Entry.State state) {
    assertThat(Copies.bytes(LINE.length - 1, state)).isEqualTo(Copies.of(LINE, state).length);
  }
}
