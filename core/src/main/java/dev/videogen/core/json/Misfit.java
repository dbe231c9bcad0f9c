package dev.videogen.core.json;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import org.jspecify.annotations.Nullable;

/**
 * Why a JSON value can't be what is declared. It is returned, not thrown, because most of them are
 * no reason to fail, and because the reader must end up behind the value either way.
 *
 * @param path where in the document, or null if whoever asked for the value knows
 * @param reason what is wrong with it, to be read after the path
 */
record Misfit(@Nullable String path, String reason) {
  static final Misfit MISSING = new Misfit(null, "is missing");
  static final Misfit BLANK = new Misfit(null, "is blank");
  static final Misfit NO_OBJECT = new Misfit(null, "is not an object");
  static final Misfit NO_LIST = new Misfit(null, "is not a list");
  static final Misfit NO_ELEMENT = new Misfit(null, "has no element that can be read");

  /** The misfit of a token that isn't the wanted one; the value is skipped. */
  static Misfit skip(JsonReader reader, Misfit unlessNull) throws java.io.IOException {
    boolean missing = reader.peek() == JsonReader.Token.NULL;
    reader.skipValue();
    return missing ? MISSING : unlessNull;
  }

  /** The same, placed where it happened unless it knows better. */
  Misfit at(String place) {
    return path == null ? new Misfit(place, reason) : this;
  }

  JsonDataException exception() {
    return new JsonDataException((path == null ? "$" : path) + " " + reason);
  }
}
