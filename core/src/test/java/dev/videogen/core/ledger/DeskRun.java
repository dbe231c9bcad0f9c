package dev.videogen.core.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.moshi.Moshi;
import dev.videogen.core.testing.RecordedTime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What the command printed, and its exit code. */
record DeskRun(int code, String out, String err) {
  private static final Duration LATER = Duration.ofMinutes(250).plusSeconds(30);

  /** On a file, four hours and ten minutes after everything else in these tests. */
  static DeskRun of(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    LedgerDesk desk =
        new LedgerDesk(
            "java -cp app.jar Desk",
            "FILE",
            FileStore::open,
            new RecordedTime(Orders.NOW.plus(LATER)));
    int code =
        desk.run(
            List.of(arguments),
            new PrintStream(out, false, UTF_8),
            new PrintStream(err, false, UTF_8));
    return new DeskRun(code, out.toString(UTF_8), err.toString(UTF_8));
  }

  DeskRun exits(int expected) {
    assertThat(code).as("out: %s, err: %s", out, err).isEqualTo(expected);
    return this;
  }

  /** As for all that isn't done: nothing on standard output, and one line that says why. */
  void fails(String... why) {
    exits(2);
    assertThat(out).isEmpty();
    assertThat(err.lines()).hasSize(1);
    assertThat(err).startsWith("not done: ").contains(why);
  }

  @SuppressWarnings("unchecked") // documents are objects
  Map<String, Object> json() throws IOException {
    assertThat(out).matches("[\\x20-\\x7e\\r\\n]*");
    return (Map<String, Object>) new Moshi.Builder().build().adapter(Object.class).fromJson(out);
  }

  @SuppressWarnings("unchecked") // entries are objects
  Map<String, Object> entry() throws IOException {
    return (Map<String, Object>) json().get("entry");
  }
}
