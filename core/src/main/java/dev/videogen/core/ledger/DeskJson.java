package dev.videogen.core.ledger;

import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** What the command prints for programs: one document, whose fields are all there, null or not. */
final class DeskJson {
  private DeskJson() {}

  /** How to fill a document. */
  private interface Content {
    void write(JsonWriter json) throws IOException;
  }

  private static String document(String ledger, Content content) throws IOException {
    Buffer buffer = new Buffer();
    try (JsonWriter json = JsonWriter.of(buffer)) {
      json.setIndent("  ");
      json.setSerializeNulls(true);
      json.beginObject().name("ledger").value(ledger);
      content.write(json);
      json.endObject();
    }
    return Printable.ascii(buffer.readUtf8()) + System.lineSeparator();
  }

  static String list(String ledger, List<Entry> entries, boolean holders, List<Damage> damage)
      throws IOException {
    return document(
        ledger,
        json -> {
          json.name("unsettled").beginArray();
          for (Entry entry : entries) {
            write(json, entry, holders, false);
          }
          json.endArray();
          json.name("damage").beginArray();
          for (Damage place : damage) {
            json.beginObject();
            json.name("offset").value(place.offset());
            json.name("length").value(place.length());
            json.endObject();
          }
          json.endArray();
        });
  }

  static String one(String ledger, Entry entry, boolean holders, boolean withAnswer)
      throws IOException {
    return document(
        ledger,
        json -> {
          json.name("entry");
          write(json, entry, holders, withAnswer);
        });
  }

  private static void write(JsonWriter json, Entry entry, boolean holders, boolean withAnswer)
      throws IOException {
    String answer = entry.answer();
    json.beginObject();
    json.name("key").value(entry.order().key());
    json.name("account").value(entry.order().account());
    json.name("endpoint").value(entry.order().endpoint());
    json.name("bodySha256").value(entry.order().bodySha256());
    json.name("state").value(Printable.word(entry));
    json.name("held").value(holders ? (Boolean) entry.held() : null);
    json.name("attempts").value(entry.attempts());
    json.name("possibleCharges").value(entry.openAttempts());
    json.name("claimedAt").value(entry.claimedAt().toString());
    json.name("sentAt").value(text(entry.sentAt()));
    json.name("settledAt").value(text(entry.settledAt()));
    json.name("reason").value(entry.reason());
    json.name("answerLength").value(answer == null ? null : answer.length());
    if (withAnswer) {
      json.name("answer").value(answer);
    }
    json.endObject();
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }
}
