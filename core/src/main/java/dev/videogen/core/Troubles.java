package dev.videogen.core;

import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.AuthenticationException;
import dev.videogen.core.errors.CallCanceledException;
import dev.videogen.core.errors.ConnectionFailedException;
import dev.videogen.core.errors.DeadlineExceededException;
import dev.videogen.core.errors.ErrorCode;
import dev.videogen.core.errors.HookFailedException;
import dev.videogen.core.errors.LedgerUnavailableException;
import dev.videogen.core.errors.OutcomeUnknownException;
import dev.videogen.core.errors.SpendingLimitException;
import dev.videogen.core.time.StopReason;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** What kind of trouble an exception stands for, as far as its type tells. */
final class Troubles {
  /** Causes may be a cycle. */
  private static final int DEEPEST = 8;

  private Troubles() {}

  /**
   * Whether an exception is of a class of the user's: a refusal that reaches the caller as it is.
   * One of the platform's or OkHttp's is connection trouble, wherever it was thrown.
   */
  static boolean isOfTheUser(IOException failure) {
    Class<?> type = failure.getClass();
    String name = type.getName();
    if (failure instanceof ApiException api) {
      return api.code() == null && !name.startsWith("dev.videogen.core.");
    }
    return !(type.getClassLoader() == null
        || type.getClassLoader() == ClassLoader.getPlatformClassLoader()
        || name.startsWith("okhttp3.")
        || name.startsWith("okio.")
        || name.startsWith("retrofit2."));
  }

  /** Whether a stop explains this failure: a decoded response has a meaning of its own. */
  static boolean isEndedBy(Throwable failure) {
    if (failure instanceof ApiException api) {
      return api.status() == 0
          && (api instanceof ConnectionFailedException
              || api instanceof OutcomeUnknownException
              || api instanceof CallCanceledException
              || api instanceof DeadlineExceededException);
    }
    return failure instanceof InterruptedException
        || (failure instanceof IOException raw && !isOfTheUser(raw));
  }

  /** Whether this thread's interrupt is what went wrong; a time-out is another matter. */
  static boolean isInterrupt(Throwable failure) {
    Throwable known =
        failure instanceof ApiException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return known instanceof InterruptedIOException
        && !(known instanceof SocketTimeoutException)
        && Thread.currentThread().isInterrupted();
  }

  /** What is to be hoped of another attempt. */
  enum Prospect {
    /** It may help. */
    OPEN,
    /** It is known not to help, unless the caller knows better. */
    POOR,
    /** It isn't wanted. */
    NONE
  }

  static Prospect prospect(IOException failure) {
    if (isOfTheUser(failure)) {
      return Prospect.NONE;
    }
    if (failure instanceof ApiException api) {
      if (api instanceof HookFailedException
          || api instanceof LedgerUnavailableException
          || api instanceof SpendingLimitException
          || (api.stopReason() != null && api.stopReason() != StopReason.ATTEMPT_TIMEOUT)
          || (api instanceof AuthenticationException && api.status() == 0)) {
        return Prospect.NONE;
      }
      ErrorCode code = api.code();
      if (code != null && !code.isRetryable()) {
        return Prospect.POOR;
      }
    }
    return isUntrusted(failure) ? Prospect.POOR : Prospect.OPEN;
  }

  /** A certificate that isn't trusted now won't be trusted in a second. */
  private static boolean isUntrusted(IOException failure) {
    @Nullable Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      if (cause instanceof CertificateException || cause instanceof SSLPeerUnverifiedException) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
