package dev.videogen.core.ledger;

import dev.videogen.core.annotations.ProviderApi;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a service whether an order was accepted whose outcome isn't known. It never pays. For
 * authors of providers; thread-safe.
 */
@ProviderApi
@FunctionalInterface
public interface LookUp {
  /**
   * Looks once, without holding a thread. Cancelling the future ends the look.
   *
   * @param request the order as it was made, with Retrofit's tag of the method and its arguments
   * @param sent what the ledger knows of it
   * @param limit how long it may take; null for no limit
   * @return what was found, or why nothing could be; null if such an order can't be looked for
   */
  @Nullable CompletableFuture<Finding> look(Request request, Entry sent, @Nullable Duration limit);
}
