package dev.videogen.core.json;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.Moshi;
import com.squareup.moshi.Types;
import dev.videogen.core.annotations.ProviderApi;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * JSON adapters for models that are declared as records.
 *
 * <pre>{@code
 * @Envelope(success = "success", nested = "video")
 * public record Video(
 *     @Id @Alias("video_id") String id,                      // required, may come as a number
 *     VideoStatus status,                                    // required, any text is kept
 *     @Json(name = "output_url") @WebUrl @Nullable String outputUrl,
 *     @Json(name = "created_at") @Nullable Instant createdAt,
 *     List<Scene> scenes) {}                                 // empty where it is missing
 * }</pre>
 *
 * <p>Reading is lenient, because one malformed detail is no reason to lose a response that was paid
 * for:
 *
 * <ul>
 *   <li>a {@code @Nullable} component is null where its field is missing, null or of another type;
 *       any other component is required, and text must not be blank;
 *   <li>a {@code List} is never null: it is empty where its field is missing or no array, unless it
 *       is a {@link RequiredList}; elements that don't fit are left out;
 *   <li>unknown fields are skipped; a {@link Whole} component keeps them;
 *   <li>text is a JSON string, or for an {@link Id} a number too; a {@link WebUrl} is http or
 *       https;
 *   <li>fractions of whole numbers are cut; {@code Instant} is read in the usual forms, without a
 *       zone as UTC;
 *   <li>a {@link TextValue} keeps whatever text it gets.
 * </ul>
 *
 * <p>What can't be read all the same, because a required component is missing or malformed, is a
 * {@link com.squareup.moshi.JsonDataException} that starts with the JSON path, as in {@code
 * $.video.status is missing}. So is a document of more than 100,000 list elements and open fields.
 *
 * <p>Null components are left out when a record is written. Records must be public, in an exported
 * package, so that no module has to be opened; generic ones are left to Moshi. Nothing is kept in
 * static fields, so classes can be unloaded once their {@code Moshi} is.
 */
@ProviderApi
public final class JsonAdapters {
  private JsonAdapters() {}

  /** These adapters alone, for bodies that come another way than through a client. */
  public static Moshi moshi() {
    Moshi.Builder moshi = new Moshi.Builder();
    addTo(moshi);
    return moshi.build();
  }

  /** Adds them to a {@code Moshi} under construction; what was added before takes precedence. */
  public static void addTo(Moshi.Builder moshi) {
    moshi.add(JsonAdapters::create);
  }

  private static @Nullable JsonAdapter<?> create(
      Type type, Set<? extends Annotation> qualifiers, Moshi moshi) {
    Shape shape = shape(type, qualifiers, moshi);
    return shape == null ? null : new ShapeAdapter(shape);
  }

  private static @Nullable Shape shape(
      Type type, Set<? extends Annotation> qualifiers, Moshi moshi) {
    Class<?> raw = Types.getRawType(type);
    if (!qualifiers.isEmpty() || raw == Instant.class || raw == OffsetDateTime.class) {
      return Scalar.of(type, qualifiers);
    }
    if (raw == JsonFields.class) {
      return new FieldsShape();
    }
    if (!raw.isRecord() || raw.getTypeParameters().length > 0) {
      return null;
    }
    return TextValue.class.isAssignableFrom(raw)
        ? new TextValueShape(raw)
        : new RecordShape(raw, moshi);
  }
}
