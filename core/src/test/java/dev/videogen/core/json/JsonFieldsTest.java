package dev.videogen.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class JsonFieldsTest {
  @Test
  void aNumberOfAThousandDigitsAndMoreIsKeptAsText() throws Exception {
    String digits = "7".repeat(1001);
    JsonFields fields =
        JsonFields.parse("{\"long\":" + digits + ",\"short\":" + digits.substring(1) + "}");

    assertThat(fields.asMap().get("long")).isEqualTo(digits);
    assertThat(fields.asMap().get("short")).isEqualTo(new BigDecimal(digits.substring(1)));
  }
}
