package dev.videogen.core.retry;

import dev.videogen.core.annotations.ProviderApi;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One call's way through the circuit breaker, if there is one: each attempt asks it anew. Its end
 * may come on another thread.
 */
@ProviderApi
public final class CircuitPlace {
  private static final CircuitPlace FREE = new CircuitPlace(null);

  private final @Nullable Circuit circuit;
  private volatile Circuit.@Nullable Pass pass;

  private CircuitPlace(@Nullable Circuit circuit) {
    this.circuit = circuit;
  }

  /** The way of one call; nothing stands in it without a breaker. */
  public static CircuitPlace of(@Nullable Circuit circuit) {
    return circuit == null ? FREE : new CircuitPlace(circuit);
  }

  /** How long nothing may be sent; null if an attempt may ask to. */
  public @Nullable Duration closedFor() {
    return circuit == null ? null : circuit.closedFor();
  }

  /** Whether an attempt may be made now; its end must be told. */
  public boolean enter() {
    if (circuit == null) {
      return true;
    }
    Circuit.Pass entered = circuit.enter();
    if (entered == null) {
      return false;
    }
    pass = entered;
    return true;
  }

  /** The attempt ended with a response; what doesn't decode errors ends with any. */
  public void responded(int status) {
    Circuit.Pass entered = pass;
    if (entered != null) {
      entered.responded(status);
    }
  }

  /** The attempt ended without a response that the caller could use. */
  public void failed(IOException failure) {
    Circuit.Pass entered = pass;
    if (entered != null) {
      entered.failed(failure);
    }
  }

  /** The call has ended, and no attempt of it has more to tell. */
  public void leave() {
    Circuit.Pass entered = pass;
    if (entered != null) {
      entered.unknown();
    }
  }
}
