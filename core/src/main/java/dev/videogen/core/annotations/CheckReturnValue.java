package dev.videogen.core.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks methods, or all methods of a type, whose results do nothing until they are run, so that a
 * call that is never run is seen: Error Prone and IntelliJ IDEA know it by this name, and warn.
 */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.CLASS)
@ProviderApi
public @interface CheckReturnValue {}
