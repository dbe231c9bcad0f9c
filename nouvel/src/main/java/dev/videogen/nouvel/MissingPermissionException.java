package dev.videogen.nouvel;

import dev.videogen.core.errors.Failure;
import dev.videogen.core.errors.PermissionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The key lacks a permission. Permissions can't be changed: revoke the key and make another. */
public final class MissingPermissionException extends PermissionException {
  private static final long serialVersionUID = 1L;
  private static final Pattern NAMED =
      Pattern.compile("['\"\u2018\u201c]([\\w:.-]{1,60})['\"\u2019\u201d] permission");

  MissingPermissionException(Failure failure) {
    super(failure);
  }

  /** The missing permission, such as {@code generate}, or null if the answer doesn't name it. */
  public @Nullable String permission() {
    String error = error();
    String reason = reason();
    Matcher named =
        NAMED.matcher((error == null ? "" : error) + " " + (reason == null ? "" : reason));
    return named.find() ? named.group(1) : null;
  }
}
