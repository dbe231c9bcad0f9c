package dev.videogen.core.errors;

/** No response came, and no money is at stake: the network or the service's host failed. */
public class ConnectionFailedException extends ApiException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception from its facts. */
  public ConnectionFailedException(Failure failure) {
    super(failure);
  }
}
