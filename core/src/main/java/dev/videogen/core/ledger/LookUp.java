package dev.videogen.core.ledger;

import dev.videogen.core.annotations.ProviderApi;
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
   * Looks once.
   *
   * @param request the order as it was made, with Retrofit's tag of the method and its arguments
   * @param sent what the ledger knows of it
   * @param blocking whether to look on this thread; else none is held
   * @return what was found, or why nothing could be; null if such an order can't be looked for
   */
  @Nullable CompletableFuture<Finding> look(Request request, Entry sent, boolean blocking);
}
