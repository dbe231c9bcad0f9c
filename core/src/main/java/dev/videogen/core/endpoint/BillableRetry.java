package dev.videogen.core.endpoint;

/** Which failures of a {@link Billable} request are retried, beside those never received. */
public enum BillableRetry {
  /** Only a 429: at no time can one call cause two charges. */
  REFUSALS_ONLY,
  /**
   * Also a 5xx in the service's own error format, where the provider documents that such a request
   * is to be retried. Each such attempt may have been charged.
   */
  AS_DOCUMENTED,
  /** Also every other 5xx, a gateway's included. One call may then cause several charges. */
  EVERY_5XX
}
