package dev.videogen.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.Moshi;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MutatedDocumentsTest {
  private static final int ROUNDS = 60_000;
  private static final String DOCUMENT =
      """
      {"text": "t", "id": 7, "web_url": "https://v.example/a.mp4", "integer": 5, "ok": true,
       "whole": 9007199254740993, "number": 0.5, "flag": true, "time": "2026-05-05 16:00:00",
       "offsetTime": "2027-02-01T09:00:00+01:00", "mood": "odd", "new": "n", "old": [null],
       "cat": {"id": "c", "mood": "calm", "new": {"field": [1]}}, "children": [{"id": 1e2}],
       "cats": [{"id": "d", "mood": "wild", "name": "Tom"}], "words": ["a", "b"],
       "map": {"x": 1}, "unknown": [{}], "open": {"a": [1.5, -2, "s", false]}}
      """;
  private static final String PIECES = "{}[]\",:0123456789-+.eEtruefalsn \\u";

  @Test
  void nothingIsThrownButWhatMoshiDocuments() {
    Moshi moshi = JsonAdapters.moshi();
    List<JsonAdapter<?>> adapters =
        List.of(
            moshi.adapter(RecordsTest.Everything.class),
            moshi.adapter(RecordsTest.Kept.class),
            moshi.adapter(RecordsTest.Wrapped.class),
            moshi.adapter(RecordsTest.Renamed.class),
            moshi.adapter(JsonFields.class));
    Random random = new Random(20_261_126);
    int read = 0;
    for (int i = 0; i < ROUNDS; i++) {
      String text = mutated(random);
      try {
        assertThat(adapters.get(i % adapters.size()).fromJson(text)).as(text).isNotNull();
        read++;
      } catch (IOException noJson) {
        assertThat(noJson.getMessage()).as(text).isNotBlank();
      } catch (JsonDataException misfit) {
        assertThat(misfit).as(text).hasMessageContaining("$");
      }
    }
    assertThat(read).isBetween(ROUNDS / 20, ROUNDS / 2);
  }

  private static String mutated(Random random) {
    StringBuilder text = new StringBuilder(DOCUMENT.strip());
    for (int changes = random.nextInt(4); changes > 0; changes--) {
      int at = 1 + random.nextInt(text.length() - 2);
      char piece = PIECES.charAt(random.nextInt(PIECES.length()));
      switch (random.nextInt(3)) {
        case 0 -> text.setCharAt(at, piece);
        case 1 -> text.insert(at, piece);
        default -> text.deleteCharAt(at);
      }
    }
    return text.toString();
  }
}
