package dev.videogen.core.json;

import com.squareup.moshi.JsonQualifier;
import dev.videogen.core.annotations.ProviderApi;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a {@code String} component as an id: text, or a JSON number, whose digits are then the id
 * ({@code 123} becomes {@code "123"}, whatever its length). Without it, text must be a JSON string.
 */
@Documented
@JsonQualifier
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
@ProviderApi
public @interface Id {}
