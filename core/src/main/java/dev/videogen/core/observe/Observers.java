package dev.videogen.core.observe;

import dev.videogen.core.annotations.ProviderApi;
import dev.videogen.core.endpoint.CallInfo;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
    Told[] observers = new Told[factories.size()];
    int made = 0;
    for (int i = 0; i < observers.length; i++) {
      CallObserver follows = observer(factories.get(i), call, tags);
      if (follows != null) {
        observers[made++] = new Told(follows);
      }
    }
    return new Observed(made == observers.length ? observers : Arrays.copyOf(observers, made));
  }

  private static @Nullable CallObserver observer(
      CallObserver.Factory factory, CallInfo call, Tags tags) {
    try {
      return factory.callStarted(call, tags);
    } catch (Throwable thrown) {
      LOG.warn("an observer could not be made, and the call goes on", thrown);
      return null;
    }
  }
}
