package dev.videogen.core.json;

import dev.videogen.core.annotations.ProviderApi;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Other names that a record's component has or had in JSON. They count only where the component's
 * own name brings no usable value, in whatever order the fields come. Never written.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
@ProviderApi
public @interface Alias {
  /** The other names. */
  String[] value();
}
