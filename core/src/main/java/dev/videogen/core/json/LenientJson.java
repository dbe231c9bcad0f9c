package dev.videogen.core.json;

import com.squareup.moshi.JsonDataException;
import dev.videogen.core.annotations.ProviderApi;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads a JSON object from a text that may hold something else, or something before it. */
@ProviderApi
public final class LenientJson {
  private LenientJson() {}

  /** The object's fields without the null ones, or none. */
  public static JsonFields object(String text) {
    JsonFields whole = parse(text);
    if (whole == null) {
      // PHP prints its warnings before the document.
      int brace = text.indexOf("{\"");
      whole = brace > 0 ? parse(text.substring(brace)) : null;
    }
    return whole == null ? JsonFields.NONE : whole;
  }

  private static @Nullable JsonFields parse(String text) {
    try {
      return JsonFields.parse(text);
    } catch (IOException | JsonDataException notAnObject) {
      return null;
    }
  }
}
