package dev.videogen.core.errors;

import dev.videogen.core.annotations.ProviderApi;

/**
 * A documented failure: how to tell it from a response, and which exception stands for it. For
 * authors of providers, who implement it with an enum:
 *
 * <pre>{@code
 * ErrorCatalogue errors =
 *     ErrorCatalogue.builder(AcmeErrorCode.UNRECOGNISED).codes(AcmeErrorCode.values()).build();
 * }</pre>
 */
@ProviderApi
public interface DocumentedErrorCode extends ErrorCode {
  /**
   * Whether a response is this failure. Decide by status first and by endpoint; compare text only
   * to tell apart what shares both, by fragments of {@link ErrorResponse#foldedText()}.
   */
  boolean matches(ErrorResponse response);

  /** The exception that stands for this failure. */
  ApiException toException(Failure failure);
}
