package dev.videogen.core;

import dev.videogen.core.endpoint.Endpoint;
import dev.videogen.core.ledger.Claim;
import dev.videogen.core.ledger.Entry;
import dev.videogen.core.ledger.Finding;
import dev.videogen.core.ledger.Hold;
import dev.videogen.core.ledger.Ledger;
import dev.videogen.core.ledger.LookUp;
import dev.videogen.core.ledger.Order;
import dev.videogen.core.ledger.Settlement;
import dev.videogen.core.run.Step;
import dev.videogen.core.spending.Cost;
import dev.videogen.core.spending.HasCost;
import dev.videogen.core.spending.Spending;
import dev.videogen.core.time.Timekeeper;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import retrofit2.Invocation;

/**
 * One paid call's entry in the ledger: claimed, sent, settled. Thread-safe: the call may end while
 * the ledger, which may block, is asked.
 */
final class Booking {
  private static final Logger LOG = LoggerFactory.getLogger("dev.videogen.calls");
  private static final Duration LONGEST_LOOK = Duration.ofSeconds(5);

  private final Ledger ledger;
  private final Timekeeper time;
  private final Spending spending;
  final Order order;

  // Guarded by this; the ledger is called outside the lock.
  private @Nullable Hold hold;
  private boolean over;
  private int attempts;
  private Duration nextLook = Duration.ofMillis(250);

  private Booking(Ledger ledger, Order order, Spending spending, Timekeeper time) {
    this.ledger = ledger;
    this.spending = spending;
    this.order = order;
    this.time = time;
  }

  /**
   * A new one.
   *
   * @param key the caller's, or null: then it gets one of its own, so that a crash shows
   * @param account whose account pays, by a name of the caller's
   * @param endpoint the provider and the endpoint
   * @param spending what each attempt reserves, and under which limits
   */
  static Booking of(
      Ledger ledger,
      Timekeeper time,
      @Nullable String key,
      String account,
      String endpoint,
      Request request,
      Spending spending) {
    String own = key == null ? "auto/" + UUID.randomUUID() : key;
    return new Booking(ledger, order(own, account, endpoint, request), spending, time);
  }

  /** The order that a request stands for. */
  static Order order(String key, String account, String endpoint, Request request) {
    return new Order(key, account, endpoint, sha256(request));
  }

  /** Of the body, after the path and the query where the method's arguments go there, too. */
  private static String sha256(Request request) {
    Buffer asked = new Buffer();
    Invocation invocation = request.tag(Endpoint.INVOCATION);
    if (invocation != null && invocation.arguments().size() > 1) {
      asked.writeUtf8(request.url().encodedPath());
      asked.writeUtf8("?" + request.url().encodedQuery() + "\n");
    }
    RequestBody body = request.body();
    if (body != null && body.isOneShot()) {
      throw new IllegalArgumentException(
          "body: can be read once, and has to be read for the ledger, too");
    }
    try {
      if (body != null) {
        body.writeTo(asked);
      }
    } catch (IOException unreadable) {
      throw new IllegalArgumentException("body: can't be read for the ledger", unreadable);
    }
    return asked.sha256().hex();
  }

  /** What an attempt costs, as far as its response tells. */
  Cost cost(@Nullable Object response) {
    return HasCost.of(response, spending.planned());
  }

  synchronized boolean isHeld() {
    return hold != null;
  }

  Claim claim() throws IOException {
    Claim claim = ledger.claim(order, time.now());
    if (claim instanceof Claim.Granted granted && !keep(granted.hold())) {
      ledger.settled(granted.hold(), Settlement.refused(), time.now());
    }
    return claim;
  }

  /** False if the call has ended meanwhile. */
  private synchronized boolean keep(Hold granted) {
    if (!over) {
      hold = granted;
    }
    return !over;
  }

  /** How long to wait before looking again whether another call has settled the key. */
  synchronized Duration nextLook() {
    Duration wait = nextLook;
    Duration doubled = wait.multipliedBy(2);
    nextLook = doubled.compareTo(LONGEST_LOOK) > 0 ? LONGEST_LOOK : doubled;
    return wait;
  }

  /**
   * An attempt is about to leave; it may only after this has returned.
   *
   * @throws IOException if it isn't recorded
   */
  void sending() throws IOException {
    Hold held;
    int attempt;
    synchronized (this) {
      held = hold;
      attempt = ++attempts;
    }
    if (held == null) {
      throw new IOException("the call has ended, so nothing is sent");
    }
    ledger.sending(held, attempt, spending, time.now());
  }

  /** The attempt that was sent was refused and cost nothing; another may follow. */
  void attemptRefused() {
    Hold held;
    synchronized (this) {
      held = hold;
    }
    if (held != null) {
      try {
        ledger.attemptRefused(held, time.now());
      } catch (Throwable thrown) {
        // Nothing more can be sent either, which the next attempt will say.
        LOG.warn("the ledger keeps {} as sent, though it was refused", order.key(), thrown);
      }
    }
  }

  /** A look at the service whether the order was accepted, before it is sent once more. */
  Look look(LookUp lookUp, Request request, @Nullable Duration limit) {
    return new Look(lookUp, request, limit);
  }

  /** It was accepted after all, as a look has found. */
  void found(Finding finding) {
    settle(Settlement.unknown());
    try {
      boolean unused =
          ledger.settle(order.key(), Settlement.paid(null), finding.what(), time.now());
    } catch (Throwable thrown) {
      LOG.warn("the ledger keeps {} as sent, though it was found", order.key(), thrown);
    }
  }

  /** One look, as a step of the call. Whatever goes wrong is its failure. */
  final class Look implements Step.Work<Response> {
    private final LookUp lookUp;
    private final Request request;
    private final @Nullable Duration limit;
    private volatile boolean aborted;
    private volatile @Nullable CompletableFuture<Finding> running;
    private volatile @Nullable Finding finding;
    private volatile @Nullable Throwable failure;
    private volatile boolean ended;

    private Look(LookUp lookUp, Request request, @Nullable Duration limit) {
      this.lookUp = lookUp;
      this.request = request;
      this.limit = limit;
    }

    /** Whether it was begun, and is over. */
    boolean hasEnded() {
      return ended;
    }

    /** What it found; null if such orders can't be looked for. */
    @Nullable Finding finding() {
      return finding;
    }

    @Nullable Throwable failure() {
      return failure;
    }

    @Override
    public void run() {
      CountDownLatch over = new CountDownLatch(1);
      start(over::countDown);
      try {
        over.await();
      } catch (InterruptedException interrupted) {
        // Whoever watches for interrupts says so; nothing hangs on this look any more.
        Thread.currentThread().interrupt();
        abort();
      }
    }

    @Override
    public void start(Runnable whenEnded) {
      CompletableFuture<Finding> look = null;
      try {
        Entry sent = Objects.requireNonNull(ledger.find(order.key()), "the order's entry");
        look = lookUp.look(request, sent, limit);
      } catch (Throwable thrown) {
        failure = thrown;
      }
      if (look == null) {
        ended = true;
        whenEnded.run();
        return;
      }
      running = look;
      if (aborted) {
        look.cancel(true);
      }
      CompletableFuture<Finding> unused =
          look.whenComplete(
              (found, thrown) -> {
                finding = found;
                failure =
                    thrown instanceof CompletionException && thrown.getCause() != null
                        ? thrown.getCause()
                        : thrown;
                ended = true;
                whenEnded.run();
              });
    }

    @Override
    public void abort() {
      aborted = true;
      CompletableFuture<Finding> look = running;
      if (look != null) {
        look.cancel(true);
      }
    }
  }

  /** The call's outcome; the first one counts. What can't be recorded stays as it was: sent. */
  void settle(Settlement settlement) {
    Hold held;
    synchronized (this) {
      held = hold;
      hold = null;
      over = true;
    }
    if (held != null) {
      try {
        ledger.settled(held, settlement, time.now());
      } catch (Throwable thrown) {
        LOG.warn(
            "the ledger keeps {} as sent, its outcome was {}", order.key(), settlement, thrown);
      }
    }
  }
}
