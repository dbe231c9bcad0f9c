package dev.videogen.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.squareup.moshi.Json;
import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.Moshi;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordsTest {
  public record Mood(String value) implements TextValue {}

  public record Cat(@Id String id, Mood mood, @Nullable String name) {}

  public record Everything(
      @Nullable String text,
      @Id @Nullable String id,
      @Json(name = "web_url") @WebUrl @Nullable String url,
      @Nullable Integer integer,
      @Nullable Long whole,
      @Nullable Double number,
      @Nullable Boolean flag,
      @Nullable Instant time,
      @Nullable OffsetDateTime offsetTime,
      @Nullable Mood mood,
      @Nullable Cat cat,
      List<Cat> cats,
      List<String> words,
      @Nullable JsonFields open,
      @Nullable Map<String, Integer> map) {}

  public record Page(@RequiredList List<Cat> cats) {}

  public record Kept(@Id String id, List<Kept> children, @Whole JsonFields raw) {}

  public record Counts(int integer, long whole, double number, boolean flag) {}

  public record Renamed(@Json(name = "new") @Alias({"old", "older"}) @Nullable String text) {}

  @Envelope(success = "ok", nested = "cat")
  public record Wrapped(@Id String id, @Nullable String ok2) {}

  public record Choosy(String text) {
    public Choosy {
      if (text.equals("bad")) {
        throw new IllegalArgumentException("text: bad");
      }
    }
  }

  public record Owner(@Nullable Choosy choosy, List<Choosy> all) {}

  private static final Moshi MOSHI = JsonAdapters.moshi();

  /** Single quotes in the JSON stand for double ones. */
  private static <T> T read(Class<T> type, String json) throws IOException {
    return MOSHI.adapter(type).fromJson(json.replace('\'', '"'));
  }

  private static void assertMisfit(Class<?> type, String json, String message) {
    assertThatExceptionOfType(JsonDataException.class)
        .isThrownBy(() -> read(type, json))
        .withMessage(message);
  }

  private static final Everything FULL =
      new Everything(
          "t",
          "7",
          "https://v.example/a.mp4",
          5,
          9007199254740993L,
          0.5,
          true,
          Instant.parse("2026-05-05T16:00:00Z"),
          OffsetDateTime.parse("2027-02-01T09:00:00+01:00"),
          new Mood("odd"),
          new Cat("c", new Mood("calm"), null),
          List.of(new Cat("d", new Mood("wild"), "Tom")),
          List.of("a", "b"),
          null,
          Map.of("x", 1));

  @Test
  void everyDeclaredTypeIsRead() throws IOException {
    String json =
        """
        {"text": "t", "id": 7, "web_url": "https://v.example/a.mp4", "integer": 5,
         "whole": 9007199254740993, "number": 0.5, "flag": true, "time": "2026-05-05 16:00:00",
         "offsetTime": "2027-02-01T09:00:00+01:00", "mood": "odd",
         "cat": {"id": "c", "mood": "calm", "new": {"field": [1]}},
         "cats": [{"id": "d", "mood": "wild", "name": "Tom"}], "words": ["a", "b"],
         "map": {"x": 1}, "unknown": [{}]}
        """;
    assertThat(read(Everything.class, json)).isEqualTo(FULL);
  }

  @Test
  void whatIsWrittenIsReadAsTheSame() throws IOException {
    String json = MOSHI.adapter(Everything.class).toJson(FULL);
    assertThat(json).contains("\"integer\":5", "\"web_url\":", "\"whole\":9007199254740993");
    assertThat(json).doesNotContain("open", "null");
    assertThat(read(Everything.class, json)).isEqualTo(FULL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{}", "[]", "true", "''", "-1.5e400", "[[]]", "[null, 1]"})
  void anOptionalComponentOfAnotherTypeIsNullOrEmpty(String value) throws IOException {
    for (String name :
        List.of("web_url", "integer", "time", "offsetTime", "cat", "cats", "number", "map")) {
      if (!value.equals("{}") || !name.equals("map")) {
        assertThat(read(Everything.class, "{'" + name + "': " + value + "}"))
            .as(name)
            .isEqualTo(read(Everything.class, "{}"));
      }
    }
  }

  @Test
  void textIsAStringAndOnlyAnIdMayBeANumber() throws IOException {
    Everything read = read(Everything.class, "{'text': 7, 'id': 7, 'mood': 7}");
    assertThat(read.text()).isNull();
    assertThat(read.id()).isEqualTo("7");
    assertThat(read.mood()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "123, 123",
    "9007199254740993123456789, 9007199254740993123456789",
    "1E2, 100",
    "-0, -0",
    "1.50, 1.50"
  })
  void anIdThatIsANumberKeepsItsDigits(String number, String id) throws IOException {
    assertThat(read(Everything.class, "{'id': " + number + "}").id()).isEqualTo(id);
  }

  @ParameterizedTest
  @CsvSource({"5.9, 5", "1e2, 100", "2147483647, 2147483647", "2147483648,", "1e400,", "5e-400, 0"})
  void aWholeNumberIsCutOrLeftOut(String number, @Nullable Integer whole) throws IOException {
    assertThat(read(Everything.class, "{'integer': " + number + "}").integer()).isEqualTo(whole);
  }

  @Test
  void anEndlessNumberIsLeftOutInNoTime() throws IOException {
    String digits = "7".repeat(2_000_000);
    Everything read =
        read(
            Everything.class,
            "{'whole': " + digits + ", 'integer': " + digits + ", 'number': " + digits + "}");
    assertThat(read).isEqualTo(read(Everything.class, "{}"));
  }

  @Test
  void aRequiredComponentIsNamedByItsPath() {
    assertMisfit(Cat.class, "{'mood': 'calm'}", "$.id is missing");
    assertMisfit(Cat.class, "{'id': null, 'mood': 'calm'}", "$.id is missing");
    assertMisfit(Cat.class, "{'id': ' ', 'mood': 'calm'}", "$.id is blank");
    assertMisfit(Cat.class, "{'id': {}, 'mood': ''}", "$.id is neither text nor a number");
    assertMisfit(Cat.class, "{'id': 1, 'mood': 1}", "$.mood is not text");
    assertMisfit(Cat.class, "{'id': 1, 'mood': ''}", "$.mood is blank");
    assertMisfit(Cat.class, "[]", "$ is not an object");
    assertMisfit(Counts.class, "{'integer': 1, 'whole': 1}", "$.number is missing");
    assertMisfit(Page.class, "{}", "$.cats is missing");
    assertMisfit(Page.class, "{'cats': {}}", "$.cats is not a list");
  }

  @Test
  void primitivesAreRead() throws IOException {
    assertThat(read(Counts.class, "{'integer': 1, 'whole': 2, 'number': 3, 'flag': false}"))
        .isEqualTo(new Counts(1, 2, 3, false));
  }

  @Test
  void elementsThatDoNotFitAreLeftOut() throws IOException {
    String cats =
        """
        {"cats": [null, 1, {"id": "a"}, {"id": {"x": [1]}, "mood": "m"}, [], {"id": "b", "mood": "m"}]}
        """;
    assertThat(read(Page.class, cats).cats()).containsExactly(new Cat("b", new Mood("m"), null));
    assertThat(read(Page.class, "{'cats': []}").cats()).isEmpty();
  }

  @Test
  void aRequiredListOfMisfitsIsNoEmptyOne() throws IOException {
    String json = "{'cats': [{'id': 'a'}]}";
    assertMisfit(Page.class, json, "$.cats has no element that can be read");
    assertThat(read(Everything.class, json).cats()).isEmpty();
  }

  @Test
  void theWholeObjectIsKeptAtEachLevel() throws IOException {
    String json =
        """
        {"id": 1, "extra": 9007199254740993,
         "children": [{"id": "x", "children": "none", "more": {"a": [1.50, 1E+400]}}, {}]}
        """;
    Kept kept = read(Kept.class, json);
    assertThat(kept.id()).isEqualTo("1");
    assertThat(kept.raw().whole("extra")).isEqualTo(9007199254740993L);
    assertThat(kept.children()).hasSize(1);
    Kept child = kept.children().get(0);
    assertThat(child.raw()).isEqualTo(kept.raw().objects("children").get(0));
    assertThat(child.raw().object("more").asMap())
        .containsEntry("a", List.of(new BigDecimal("1.50"), new BigDecimal("1E+400")));
    assertMisfit(Kept.class, "{'children': []}", "$.id is missing");
    assertThat(MOSHI.adapter(Kept.class).toJson(child))
        .isEqualTo("{'id':'x','children':[]}".replace('\'', '"'));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'new': 'a', 'old': 'b'}",
        "{'old': 'b', 'new': 'a'}",
        "{'older': 'a', 'new': null}",
        "{'new': 7, 'old': 'a'}",
        "{'new': 'a', 'new': 7}"
      })
  void anAliasCountsWhereTheNameBringsNothing(String json) throws IOException {
    assertThat(read(Renamed.class, json).text()).isEqualTo("a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'cat': {'id': 1}}",
        "{'ok': true, 'id': 2, 'cat': {'id': 1}}",
        "{'cat': {'id': 1, 'ok': false, 'cat': {'id': 3}}, 'id': 2}",
        "{'id': 1, 'ok': 'yes', 'cat': 'none'}",
        "{'id': 1, 'ok': {'a': 1}}",
        "{'id': 1, 'ok': null}"
      })
  void aRecordIsReadFromItsEnvelopeOrFlat(String json) throws IOException {
    assertThat(read(Wrapped.class, json).id()).isEqualTo("1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "0", "'false'", "'FALSE'", "' False '", "'0'"})
  void anEnvelopeThatSaysNoSuccessIsNone(String said) {
    assertMisfit(Wrapped.class, "{'ok': " + said + ", 'id': 1}", "$.ok is false");
    assertMisfit(Wrapped.class, "{'cat': {'id': 1}, 'ok': " + said + "}", "$.ok is false");
  }

  @Test
  void aMisfitWithinTheEnvelopeHasItsWholePath() {
    assertMisfit(Wrapped.class, "{'id': 1, 'cat': {}}", "$.cat.id is missing");
  }

  @Test
  void aRecordThatRefusesItsValuesDoesNotFit() throws IOException {
    assertMisfit(
        Choosy.class,
        "{'text': 'bad'}",
        "$ is refused: java.lang.IllegalArgumentException: text: bad");
    Owner owner =
        read(Owner.class, "{'choosy': {'text': 'bad'}, 'all': [{'text': 'bad'}, {'text': 'x'}]}");
    assertThat(owner).isEqualTo(new Owner(null, List.of(new Choosy("x"))));
  }

  record Hidden(String text) {}

  public record Twice(@Json(name = "a") String one, @Alias("a") String two) {}

  public record Pair(String value, String other) implements TextValue {}

  public record Misplaced(@Whole Map<String, Object> raw) {}

  @Test
  void aDeclarationThatCannotWorkIsRefusedAtOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MOSHI.adapter(Hidden.class))
        .withMessageContaining("must be public, in an exported package");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MOSHI.adapter(Twice.class))
        .withMessageContaining("\"a\" stands for two things");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MOSHI.adapter(Pair.class))
        .withMessageContaining("must be a record of one String");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MOSHI.adapter(Misplaced.class))
        .withMessageContaining("raw: a @Whole object must be JsonFields");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://v",
        "http://localhost/a b",
        "HTTPS://CDN.example/v.mp4?x=1#y",
        "https://user@10.0.0.1:8443/",
        "https://[::1]/",
        "https://bücher.example/"
      })
  void aWebUrlIsKeptAsItCame(String url) throws IOException {
    assertThat(
            read(Everything.class, MOSHI.adapter(Map.class).toJson(Map.of("web_url", url))).url())
        .isEqualTo(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not a url",
        "",
        "https://",
        "//cdn/v",
        "/v.mp4",
        "ftp://cdn/v",
        "javascript:alert(1)",
        "https://a b/",
        "https://a:99999/"
      })
  void whatIsNoWebUrlDoesNotFit(String text) throws IOException {
    assertThat(
            read(Everything.class, MOSHI.adapter(Map.class).toJson(Map.of("web_url", text))).url())
        .isNull();
  }
}
