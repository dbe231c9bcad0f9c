package dev.videogen.nanobanana;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import com.squareup.moshi.Moshi;
import dev.videogen.core.errors.RateLimit;
import dev.videogen.core.errors.ServerWait;
import dev.videogen.core.json.JsonFields;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads {@code rate_limit}, which is the same object in videos and in errors. */
final class RateLimits extends JsonAdapter<RateLimit> {
  private final JsonAdapter<JsonFields> fields;

  private RateLimits(JsonAdapter<JsonFields> fields) {
    this.fields = fields;
  }

  static void addTo(Moshi.Builder moshi) {
    moshi.add(
        (type, qualifiers, all) ->
            type == RateLimit.class && qualifiers.isEmpty()
                ? new RateLimits(all.adapter(JsonFields.class))
                : null);
  }

  static @Nullable RateLimit of(@Nullable JsonFields limit) {
    if (limit == null) {
      return null;
    }
    return new RateLimit(
        limit.integer("limit"),
        limit.integer("remaining"),
        limit.integer("count"),
        ServerWait.seconds(limit.text("reset_in_seconds")),
        limit.time("reset_at"));
  }

  @Override
  public @Nullable RateLimit fromJson(JsonReader reader) throws IOException {
    return of(fields.fromJson(reader));
  }

  @Override
  public void toJson(JsonWriter writer, @Nullable RateLimit limit) {
    throw new UnsupportedOperationException("a rate limit is only read");
  }
}
