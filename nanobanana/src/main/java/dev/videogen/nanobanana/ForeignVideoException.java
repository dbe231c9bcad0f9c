package dev.videogen.nanobanana;

import dev.videogen.core.errors.Failure;
import dev.videogen.core.errors.PermissionException;

/** The video belongs to another account. */
public final class ForeignVideoException extends PermissionException {
  private static final long serialVersionUID = 1L;

  ForeignVideoException(Failure failure) {
    super(failure);
  }
}
