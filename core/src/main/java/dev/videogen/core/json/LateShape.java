package dev.videogen.core.json;

import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The shape of a record that contains itself: it is known once all of the record is. */
final class LateShape implements Shape {
  private final Supplier<Shape> source;
  private volatile @Nullable Shape known;

  LateShape(Supplier<Shape> source) {
    this.source = source;
  }

  @Override
  public Object read(JsonReader reader, Allowance allowance) throws IOException {
    return shape().read(reader, allowance);
  }

  @Override
  public void write(JsonWriter writer, Object value) throws IOException {
    shape().write(writer, value);
  }

  private Shape shape() {
    Shape shape = known;
    if (shape == null) {
      shape = source.get();
      known = shape;
    }
    return shape;
  }
}
