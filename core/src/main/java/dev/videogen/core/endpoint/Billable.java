package dev.videogen.core.endpoint;

import dev.videogen.core.annotations.ProviderApi;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a request that spends money, or has another effect that must not happen twice.
 *
 * <p>Such a request gets a one-shot body and a connection of its own, and is retried only when that
 * is safe: nothing left the machine, or the service refused it with 429. What to do about a 5xx
 * response is declared here, as the provider documents it.
 *
 * <p>GET and HEAD can't be billable: without a body nothing keeps OkHttp from sending them again.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ProviderApi
public @interface Billable {
  /** What a 5xx response means for this endpoint. */
  ServerFaults serverFaults() default ServerFaults.FINAL;

  /**
   * How many videos a request orders, for limits on spending; a body that knows better says so, as
   * {@link dev.videogen.core.spending.Priced}.
   */
  int videos() default 1;

  /** What a 5xx response means for a request that costs money. */
  enum ServerFaults {
    /** The provider documents that such a request is to be retried. */
    RETRYABLE,
    /** The provider documents no retry; {@link BillableRetry#EVERY_5XX} may ask for one. */
    FINAL,
    /** Never retried, whatever the settings: the effect may be visible to the public. */
    NEVER_RETRIED
  }
}
