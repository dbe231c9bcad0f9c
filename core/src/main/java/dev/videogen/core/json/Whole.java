package dev.videogen.core.json;

import dev.videogen.core.annotations.ProviderApi;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the {@link JsonFields} component that gets the whole object a record is read from, for
 * responses whose documentation is silent on some fields. It has no name in JSON and is never
 * written.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
@ProviderApi
public @interface Whole {}
