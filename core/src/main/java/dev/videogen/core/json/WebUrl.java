package dev.videogen.core.json;

import com.squareup.moshi.JsonQualifier;
import dev.videogen.core.annotations.ProviderApi;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a {@code String} component as an http or https URL. Any other text doesn't fit, just as a
 * number doesn't.
 */
@Documented
@JsonQualifier
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
@ProviderApi
public @interface WebUrl {}
