package dev.videogen.core.endpoint;

import dev.videogen.core.annotations.ProviderApi;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How long one attempt of an endpoint may take, from its start until its body has been read. Waits
 * between attempts don't count. Without it an attempt may take 30 seconds.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ProviderApi
public @interface AttemptTimeout {
  /** Minutes; added to {@link #seconds()}. */
  int minutes() default 0;

  /** Seconds; added to {@link #minutes()}. */
  int seconds() default 0;
}
