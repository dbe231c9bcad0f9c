package dev.videogen.nouvel;

import dev.videogen.core.ApiClient;
import dev.videogen.core.ledger.Claim;
import dev.videogen.core.ledger.Entry;
import dev.videogen.core.ledger.Ledger;
import dev.videogen.core.ledger.Order;
import dev.videogen.core.ledger.Settlement;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * A look at the service for an order whose outcome isn't known, described and not yet taken. It
 * reads the ledger and asks for projects and jobs, and never pays. Immutable and thread-safe.
 *
 * <pre>{@code
 * Reconciliation known = nouvel.reconcile(request, "shop-42/clip-3").execute();
 * }</pre>
 */
public final class Reconcile {
  private static final String WITHOUT_ID =
      " Its job's id is lost, and a job that nobody asks for may never be finished: look in the"
          + " dashboard whether it goes on.";

  private final ApiClient client;
  private final NouvelApi api;
  private final Ledger ledger;
  private final GenerateRequest request;
  private final String key;

  Reconcile(ApiClient client, NouvelApi api, Ledger ledger, GenerateRequest request, String key) {
    this.client = client;
    this.api = api;
    this.ledger = ledger;
    this.request = request;
    this.key = Order.checkKey(key);
  }

  /**
   * Looks on this thread.
   *
   * @throws IllegalArgumentException if the ledger has no such key, or has it for another order
   * @throws IllegalStateException if a call is sending it now
   * @throws IOException if the ledger can't be read, or the service can't be asked; nothing is
   *     settled then
   */
  public Reconciliation execute() throws IOException {
    Entry entry = entry();
    Reconciliation known = known(entry);
    if (known != null) {
      return known;
    }
    try {
      return settled(new OrderLookUp(api, ledger).lookHere(request, entry).join());
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw failed;
    }
  }

  /** Looks without holding a thread; the future fails with what {@link #execute} throws. */
  public CompletableFuture<Reconciliation> executeAsync() {
    return CompletableFuture.supplyAsync(() -> unchecked(this::entry), client.runner().workers())
        .thenCompose(
            entry -> {
              Reconciliation known = known(entry);
              return known != null
                  ? CompletableFuture.completedFuture(known)
                  : new OrderLookUp(api, ledger)
                      .lookElsewhere(request, entry)
                      .thenApplyAsync(
                          found -> unchecked(() -> settled(found)), client.runner().workers());
            });
  }

  private interface Read<T> {
    T read() throws IOException;
  }

  private static <T> T unchecked(Read<T> read) {
    try {
      return read.read();
    } catch (IOException failed) {
      throw new CompletionException(failed);
    }
  }

  private Entry entry() throws IOException {
    Entry entry = ledger.find(key);
    if (entry == null) {
      throw new IllegalArgumentException(
          "idempotencyKey: \"" + key + "\" isn't in the ledger, so it was never sent");
    }
    return entry;
  }

  /** What the ledger knows by itself; null if it doesn't. */
  private @Nullable Reconciliation known(Entry entry) {
    if (entry.state() == Entry.State.REFUSED
        || (entry.state() == Entry.State.CLAIMED && !entry.held())) {
      return new Reconciliation(
          Reconciliation.Outcome.SETTLED, List.of(), "It cost nothing: its key is free.");
    }
    Claim claim = Claim.refused(entry, client.order(api.generate(request), key));
    if (claim instanceof Claim.Mismatch other) {
      throw new IllegalArgumentException(
          "idempotencyKey: \""
              + key
              + "\" stands for another order; not the same: "
              + other.differing());
    }
    if (claim instanceof Claim.Held) {
      throw new IllegalStateException(
          "idempotencyKey: \""
              + key
              + "\" is being sent by another call, which hasn't"
              + " ended, or died a moment ago");
    }
    return claim instanceof Claim.Paid
        ? new Reconciliation(
            Reconciliation.Outcome.SETTLED,
            List.of(),
            "It is paid for: call again with its key to get the answer.")
        : null;
  }

  private Reconciliation settled(OrderLookUp.Found found) throws IOException {
    switch (found.kind()) {
      case FOUND -> {
        if (!ledger.settle(
            key, Settlement.paid(null), "reconciled: " + found.what(), client.time().now())) {
          return new Reconciliation(
              Reconciliation.Outcome.SETTLED, found.matching(), "It was settled meanwhile.");
        }
        return new Reconciliation(
            Reconciliation.Outcome.FOUND, found.matching(), "It is paid for." + WITHOUT_ID);
      }
      case AMBIGUOUS -> {
        return new Reconciliation(
            Reconciliation.Outcome.AMBIGUOUS,
            found.matching(),
            "Look in the dashboard, and settle the key in the ledger: " + found.what() + ".");
      }
      default -> {
        return new Reconciliation(
            Reconciliation.Outcome.NOT_FOUND_SO_FAR,
            List.of(),
            "That proves nothing: look again later, and in the dashboard, before settling the key.");
      }
    }
  }
}
