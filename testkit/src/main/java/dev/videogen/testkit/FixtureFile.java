package dev.videogen.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import okhttp3.Headers;

/** Reads one file of {@code errors/}: the fixtures live there, so that other languages can too. */
final class FixtureFile {
  private FixtureFile() {}

  static ErrorFixture read(String service, String name) {
    String file = name.toLowerCase(Locale.ROOT).replace('_', '-') + ".json";
    Map<String, Object> json = load("errors/" + service + "/" + file);
    Headers.Builder headers = new Headers.Builder();
    Json.object(get(json, "headers"))
        .forEach((header, value) -> headers.add(header, (String) value));
    EnumSet<Endpoint> endpoints = EnumSet.noneOf(Endpoint.class);
    ((List<?>) get(json, "endpoints")).forEach(id -> endpoints.add(Endpoint.of((String) id)));
    return new ErrorFixture(
        service,
        name,
        (String) get(json, "code"),
        ((Number) get(json, "status")).intValue(),
        headers.build(),
        Json.print(get(json, "body")),
        Collections.unmodifiableSet(endpoints),
        (String) get(json, "cause"),
        (String) get(json, "source"),
        (Boolean) get(json, "textDocumented"));
  }

  private static Object get(Map<String, Object> json, String field) {
    Object value = json.get(field);
    if (value == null) {
      throw new IllegalStateException("fixture " + json.get("name") + ": no field " + field);
    }
    return value;
  }

  private static Map<String, Object> load(String file) {
    try (InputStream in = FixtureFile.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("fixture: no file " + file);
      }
      Map<String, Object> json =
          Json.parseObject(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      if (json == null) {
        throw new IllegalStateException("fixture: no JSON object in " + file);
      }
      return json;
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }
}
