package dev.videogen.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;

class WebUrlsTest {
  private static final String[] PARTS = {
    "http://",
    "https://",
    "a",
    "Z",
    "9",
    ".",
    "-",
    "--",
    "xn--",
    "/",
    "?",
    "#",
    ":",
    "@",
    "%",
    "_",
    " ",
    "é",
    "1.2.3",
    "localhost",
    "\\",
    "[",
    "a".repeat(63),
    "b".repeat(64)
  };

  @Test
  void whatPassesIsWhatOkHttpTakes() {
    Random random = new Random(20_261_126);
    int urls = 0;
    for (int i = 0; i < 50_000; i++) {
      StringBuilder text = new StringBuilder(PARTS[random.nextInt(2)]);
      for (int parts = random.nextInt(8); parts > 0; parts--) {
        text.append(PARTS[random.nextInt(PARTS.length)]);
      }
      boolean url = HttpUrl.parse(text.toString()) != null;
      assertThat(WebUrls.isWebUrl(text.toString())).as(text.toString()).isEqualTo(url);
      urls += url ? 1 : 0;
    }
    assertThat(urls).isBetween(5_000, 45_000);
  }
}
