package dev.videogen.nouvel;

import dev.videogen.core.errors.Failure;
import dev.videogen.core.errors.UnprocessableException;

/** The page was fetched, and it isn't a product's: give the address of one product. */
public final class NotAProductException extends UnprocessableException {
  private static final long serialVersionUID = 1L;

  NotAProductException(Failure failure) {
    super(failure);
  }
}
