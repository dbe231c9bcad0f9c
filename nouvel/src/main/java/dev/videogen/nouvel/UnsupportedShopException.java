package dev.videogen.nouvel;

import dev.videogen.core.errors.Failure;
import dev.videogen.core.errors.UnprocessableException;

/** The page is a product's, in a shop that the service can't read. */
public final class UnsupportedShopException extends UnprocessableException {
  private static final long serialVersionUID = 1L;

  UnsupportedShopException(Failure failure) {
    super(failure);
  }
}
