package dev.videogen.core.errors;

/** The service responded with a 5xx: its own trouble, so try later. */
public class ServerFaultException extends ApiException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception from its facts. */
  public ServerFaultException(Failure failure) {
    super(failure);
  }
}
