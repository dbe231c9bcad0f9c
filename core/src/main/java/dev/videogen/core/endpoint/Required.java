package dev.videogen.core.endpoint;

import dev.videogen.core.annotations.ProviderApi;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a parameter of an interface method that must be there, and not be blank if it is text. The
 * call fails with {@link IllegalArgumentException} before anything is sent: a blank id would reach
 * another route than the one that was meant.
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@ProviderApi
public @interface Required {
  /** The parameter's name for the service, named in the exception. */
  String value();
}
