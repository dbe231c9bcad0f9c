package dev.videogen.core.json;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonEncodingException;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values that aren't made of others. */
enum Scalar implements Shape {
  TEXT("is not text"),
  ID("is neither text nor a number"),
  WEB_URL("is not an http or https URL"),
  INTEGER("is not a whole number of 32 bits"),
  LONG("is not a whole number of 64 bits"),
  DOUBLE("is not a finite number"),
  FLAG("is not true or false"),
  INSTANT("is not a timestamp"),
  OFFSET_DATE_TIME("is not a timestamp with an offset");

  private final Misfit misfit;

  Scalar(String reason) {
    this.misfit = new Misfit(null, reason);
  }

  /** The scalar for a type with these qualifiers, or null if the type is no scalar. */
  static @Nullable Scalar of(Type type, Set<? extends Annotation> qualifiers) {
    if (!qualifiers.isEmpty()) {
      return type == String.class && qualifiers.size() == 1
          ? qualified(qualifiers.iterator().next())
          : null;
    }
    if (type == String.class) {
      return TEXT;
    }
    if (type == Integer.class || type == int.class) {
      return INTEGER;
    }
    if (type == Long.class || type == long.class) {
      return LONG;
    }
    if (type == Double.class || type == double.class) {
      return DOUBLE;
    }
    if (type == Boolean.class || type == boolean.class) {
      return FLAG;
    }
    if (type == Instant.class) {
      return INSTANT;
    }
    return type == OffsetDateTime.class ? OFFSET_DATE_TIME : null;
  }

  private static @Nullable Scalar qualified(Annotation qualifier) {
    if (qualifier instanceof Id) {
      return ID;
    }
    return qualifier instanceof WebUrl ? WEB_URL : null;
  }

  @Override
  public Object read(JsonReader reader, Allowance allowance) throws IOException {
    if (!takes(reader.peek())) {
      return Misfit.skip(reader, misfit);
    }
    if (this == FLAG) {
      return reader.nextBoolean();
    }
    boolean number = reader.peek() == JsonReader.Token.NUMBER;
    Object value = number ? plain(reader) : null;
    if (value == null) {
      String text = reader.nextString();
      value = number ? number(text) : text(text);
    }
    return value == null ? misfit : value;
  }

  /**
   * The usual form of a number, without the text in between; null, unread, if it isn't that. Not
   * for a long: Moshi would make a BigDecimal of however many digits.
   */
  private @Nullable Object plain(JsonReader reader) throws IOException {
    try {
      return switch (this) {
        case DOUBLE -> reader.nextDouble();
        case INTEGER -> reader.nextInt();
        default -> null;
      };
    } catch (JsonDataException | JsonEncodingException unusual) {
      return null;
    }
  }

  private boolean takes(JsonReader.Token token) {
    return switch (token) {
      case STRING -> this != INTEGER && this != LONG && this != DOUBLE && this != FLAG;
      case NUMBER -> this == INTEGER || this == LONG || this == DOUBLE || this == ID;
      case BOOLEAN -> this == FLAG;
      default -> false;
    };
  }

  private @Nullable Object number(String digits) {
    return switch (this) {
      case ID -> Numbers.text(digits);
      case INTEGER -> Numbers.integer(Numbers.whole(digits));
      case LONG -> Numbers.whole(digits);
      default -> {
        double value = Double.parseDouble(digits);
        yield Double.isFinite(value) ? Double.valueOf(value) : null;
      }
    };
  }

  private @Nullable Object text(String text) {
    return switch (this) {
      case WEB_URL -> WebUrls.isWebUrl(text) ? text : null;
      case INSTANT -> LenientTimes.parse(text);
      case OFFSET_DATE_TIME -> offsetDateTime(text);
      default -> text;
    };
  }

  private static @Nullable OffsetDateTime offsetDateTime(String text) {
    try {
      return OffsetDateTime.parse(text);
    } catch (DateTimeException unreadable) {
      return null;
    }
  }

  @Override
  public void write(JsonWriter writer, Object value) throws IOException {
    if (value instanceof Number number) {
      writer.value(number);
    } else if (value instanceof Boolean flag) {
      writer.value(flag);
    } else if (value instanceof OffsetDateTime time) {
      writer.value(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time));
    } else {
      writer.value(value.toString());
    }
  }
}
