package dev.videogen.core.observe;

import dev.videogen.core.annotations.ProviderApi;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tags of something that isn't one request. Immutable. */
@ProviderApi
public final class TagList implements Tags {
  /** No tag. */
  public static final TagList EMPTY = new TagList(null, Object.class, "");

  private final @Nullable TagList before;
  private final Class<?> type;
  private final Object value;

  private TagList(@Nullable TagList before, Class<?> type, Object value) {
    this.before = before;
    this.type = type;
    this.value = value;
  }

  /** What is done with each tag. */
  public interface Visitor {
    /** A tag, oldest first. */
    <V> void tag(Class<? super V> type, V value);
  }

  /** The same with one more, or another value of that type. */
  public <V> TagList with(Class<? super V> key, V tagged) {
    return new TagList(this, Objects.requireNonNull(key), Objects.requireNonNull(tagged));
  }

  @Override
  public <T> @Nullable T tag(Class<T> wanted) {
    for (TagList one = this; one.before != null; one = one.before) {
      if (one.type == wanted) {
        return wanted.cast(one.value);
      }
    }
    return null;
  }

  /** Shows each tag to a visitor. */
  public void forEach(Visitor visitor) {
    if (before != null) {
      before.forEach(visitor);
      visit(type, visitor);
    }
  }

  private <T> void visit(Class<T> key, Visitor visitor) {
    visitor.<T>tag(key, key.cast(value));
  }
}
