package dev.videogen.core.json;

import dev.videogen.core.annotations.ProviderApi;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The object around a record in JSON, for services that wrap what they return. Never written.
 *
 * <pre>{@code
 * {"success": true, "video": {"id": "v1", "status": "completed"}}   // nested
 * {"success": true, "id": "v1", "status": "completed"}              // flat
 *
 * @Envelope(success = "success", nested = "video")
 * public record Video(@Id String id, VideoStatus status) {}         // reads both
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ProviderApi
public @interface Envelope {
  /**
   * The field that tells success. Where it is false, whether as a boolean, as 0 or as text of
   * either, the record can't be read. Missing or anything else, it says nothing.
   */
  String success() default "";

  /**
   * The field in which the record may be nested. Where it holds no object, the record's fields are
   * taken from the envelope itself.
   */
  String nested() default "";
}
