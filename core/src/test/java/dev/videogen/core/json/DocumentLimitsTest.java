package dev.videogen.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.Moshi;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents of 8 MiB, which gzip packs into 8 KiB; it runs in 64 MB. */
@Tag("small-heap")
class DocumentLimitsTest {
  private static final int BYTES = 8 << 20;
  private static final int MOST = Allowance.MOST_VALUES;

  public record Item(@Nullable String name) {}

  public record Listing(List<Item> items, List<Listing> nested) {}

  public record Open(List<Item> items, @Whole JsonFields raw) {}

  private final Moshi moshi = JsonAdapters.moshi();

  private static String listOf(String element, int count) {
    return "{\"items\":[" + (element + ",").repeat(count - 1) + element + "]}";
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "0", "null", "{\"a\":{}}", "[[[]]]"})
  void aFloodOfSmallValuesIsRefused(String element) {
    String flood = listOf(element, BYTES / (element.length() + 1));
    for (Class<?> type : List.of(Listing.class, Open.class, JsonFields.class)) {
      assertThatExceptionOfType(JsonDataException.class)
          .as(type.getSimpleName())
          .isThrownBy(() -> moshi.adapter(type).fromJson(flood))
          .withMessageStartingWith("$.items[")
          .withMessageEndingWith(": more than 100000 values in one document");
    }
  }

  @Test
  void anErrorsBodyThatIsAFloodHasNoFields() {
    String flood = listOf("{}", BYTES / 3);
    assertThatExceptionOfType(JsonDataException.class).isThrownBy(() -> JsonFields.parse(flood));
    assertThat(LenientJson.object(flood).asMap()).isEmpty();
  }

  @Test
  void theLimitIsForTheWholeDocument() throws IOException {
    String half = "{\"nested\":[%s],\"items\":[" + "{},".repeat(MOST / 2) + "{}]}";
    assertThat(moshi.adapter(Listing.class).fromJson(String.format(half, "")).items())
        .hasSize(MOST / 2 + 1);
    assertThatExceptionOfType(JsonDataException.class)
        .isThrownBy(
            () ->
                moshi.adapter(Listing.class).fromJson(String.format(half, String.format(half, ""))))
        .withMessageContaining("more than 100000 values");
  }

  @Test
  void whatIsNotKeptIsNotCounted() throws IOException {
    String unknown = listOf("{}", BYTES / 3).replace("items", "other");
    assertThat(moshi.adapter(Listing.class).fromJson(unknown).items()).isEmpty();
  }

  @Test
  void nestingIsLimitedWhetherItIsKeptOrNot() {
    for (String name : List.of("items", "nested", "other")) {
      String deep = ("{\"" + name + "\":[").repeat(200) + "]}".repeat(200);
      for (Class<?> type : List.of(Listing.class, Open.class, JsonFields.class)) {
        assertThatExceptionOfType(JsonDataException.class)
            .isThrownBy(() -> moshi.adapter(type).fromJson(deep))
            .withMessageContaining("too deep");
      }
    }
  }
}
