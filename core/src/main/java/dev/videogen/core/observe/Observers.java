package dev.videogen.core.observe;

import dev.videogen.core.annotations.ProviderApi;
import dev.videogen.core.endpoint.CallInfo;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who follows a client's calls, waits and downloads. Thread-safe.
 *
 * @param provider the service's name
 * @param account the caller's name for whose account pays
 * @param factories asked in this order
 */
@ProviderApi
public record Observers(String provider, String account, List<CallObserver.Factory> factories) {
  private static final Logger LOG = LoggerFactory.getLogger("dev.videogen.calls");

  /** Nobody. */
  public static final Observers NONE = new Observers("", "", List.of());

  /** Takes a copy of the list. */
  public Observers {
    factories = List.copyOf(factories);
  }

  /** Whether nobody follows anything. */
  public boolean isEmpty() {
    return factories.isEmpty();
  }

  /** Something starts, on the caller's thread. */
  public Observed start(CallInfo call, Tags tags) {
    List<Told> observers = new ArrayList<>(factories.size());
    for (CallObserver.Factory factory : factories) {
      try {
        CallObserver made = factory.callStarted(call, tags);
        if (made != null) {
          observers.add(new Told(made));
        }
      } catch (Throwable thrown) {
        LOG.warn("an observer could not be made, and the call goes on", thrown);
      }
    }
    return new Observed(List.copyOf(observers));
  }
}
