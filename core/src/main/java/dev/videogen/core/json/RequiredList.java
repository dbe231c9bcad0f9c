package dev.videogen.core.json;

import dev.videogen.core.annotations.ProviderApi;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a {@code List} component that must be in the JSON, empty or with an element that can be
 * read. Other lists are empty where the field is missing or no array; but a page without its list
 * must not pass for the empty page that ends a listing.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
@ProviderApi
public @interface RequiredList {}
