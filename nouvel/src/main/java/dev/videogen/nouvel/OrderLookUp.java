package dev.videogen.nouvel;

import dev.videogen.core.ApiCall;
import dev.videogen.core.endpoint.Endpoint;
import dev.videogen.core.ledger.Entry;
import dev.videogen.core.ledger.Finding;
import dev.videogen.core.ledger.Ledger;
import dev.videogen.core.ledger.LookUp;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import retrofit2.Invocation;

/**
 * Looks among the account's projects for those of an order: made about when it was sent, for the
 * same pages, and of no other order that the ledger knows.
 */
final class OrderLookUp implements LookUp {
  /** The clocks of this machine and the service differ, and an order may be taken up late. */
  private static final Duration MARGIN = Duration.ofMinutes(5);

  /** As long as an attempt may take. */
  private static final Duration LONGEST_ORDER = Duration.ofMinutes(5);

  /** As documented. */
  private static final int LARGEST_PAGE = 100;

  private static final int MOST_PAGES = 20;

  /** Each costs a request out of a minute's 60. */
  private static final int MOST_OTHERS = 20;

  private final NouvelApi api;
  private final Ledger ledger;
  private final int mostPages;

  OrderLookUp(NouvelApi api, Ledger ledger) {
    this(api, ledger, MOST_PAGES);
  }

  OrderLookUp(NouvelApi api, Ledger ledger, int mostPages) {
    this.api = api;
    this.ledger = ledger;
    this.mostPages = mostPages;
  }

  /** How a call is made: on this thread, or on none. */
  private interface Caller {
    <T> CompletableFuture<T> call(ApiCall<T> call);
  }

  private static final class Blocking implements Caller {
    @Override
    public <T> CompletableFuture<T> call(ApiCall<T> call) {
      try {
        return CompletableFuture.completedFuture(call.execute());
      } catch (IOException failed) {
        return CompletableFuture.failedFuture(failed);
      }
    }
  }

  /** Ends the call under way when the look is cancelled, and each within the time that is left. */
  private static final class Asynchronous implements Caller {
    private final @Nullable Duration limit;
    private volatile @Nullable CompletableFuture<?> running;
    private volatile boolean cancelled;

    Asynchronous(@Nullable Duration limit) {
      this.limit = limit;
    }

    @Override
    public <T> CompletableFuture<T> call(ApiCall<T> call) {
      if (cancelled) {
        return CompletableFuture.failedFuture(new CancellationException("the look was cancelled"));
      }
      CompletableFuture<T> begun = (limit == null ? call : call.deadline(limit)).executeAsync();
      running = begun;
      if (cancelled) {
        begun.cancel(true);
      }
      return begun;
    }

    /** A future that ends all of it when it is cancelled. */
    <T> CompletableFuture<T> guard(CompletableFuture<T> look) {
      CompletableFuture<Void> unused =
          look.handle(
              (found, failure) -> {
                if (look.isCancelled()) {
                  cancel();
                }
                return null;
              });
      return look;
    }

    private void cancel() {
      cancelled = true;
      CompletableFuture<?> begun = running;
      if (begun != null) {
        begun.cancel(true);
      }
    }
  }

  @Override
  public @Nullable CompletableFuture<Finding> look(
      Request request, Entry sent, @Nullable Duration limit) {
    Invocation invocation = request.tag(Endpoint.INVOCATION);
    if (invocation == null || !(invocation.arguments().get(0) instanceof GenerateRequest order)) {
      return null;
    }
    Asynchronous caller = new Asynchronous(limit);
    return caller.guard(
        new Look(order, sent, caller)
            .projects(1)
            .thenApply(found -> new Finding(found.kind(), found.what(), found.accepted())));
  }

  /** What was found, with all that may be of the order, found on this thread. */
  CompletableFuture<Found> lookHere(GenerateRequest order, Entry sent) {
    return new Look(order, sent, new Blocking()).projects(1);
  }

  /** The same, without holding a thread. */
  CompletableFuture<Found> lookElsewhere(GenerateRequest order, Entry sent) {
    Asynchronous caller = new Asynchronous(null);
    return caller.guard(new Look(order, sent, caller).projects(1));
  }

  /**
   * What is at the service.
   *
   * @param matching what may be of the order
   */
  record Found(Finding.Kind kind, String what, List<Project> matching) {
    /** The ids alone: it goes into a message, and a project may have a signed URL. */
    @Nullable Object accepted() {
      return kind == Finding.Kind.FOUND ? matching.stream().map(Project::id).toList() : null;
    }
  }

  private final class Look {
    private final GenerateRequest order;
    private final Entry sent;
    private final Caller caller;
    private final Set<String> pages;
    private final Instant from;
    private final Instant to;
    private final List<Project> matching = new ArrayList<>();

    Look(GenerateRequest order, Entry sent, Caller caller) {
      this.order = order;
      this.sent = sent;
      this.caller = caller;
      this.pages = order.urls().stream().map(OrderLookUp::page).collect(Collectors.toSet());
      Instant last = sent.sentAt() == null ? sent.claimedAt() : sent.sentAt();
      this.from = sent.claimedAt().minus(MARGIN);
      this.to = last.plus(LONGEST_ORDER).plus(MARGIN);
    }

    CompletableFuture<Found> projects(int number) {
      ProjectFilter filter = ProjectFilter.ALL.pageSize(LARGEST_PAGE).page(number);
      return caller
          .call(api.projects(filter))
          .thenCompose(
              page -> {
                boolean older = take(page.projects());
                Paged.Page<Project> read = new Paged.Page<>(page.projects(), page.pagination());
                if (older || page.projects().isEmpty() || read.isLast(number)) {
                  return withoutOthers();
                }
                return number < mostPages
                    ? projects(number + 1)
                    : CompletableFuture.completedFuture(
                        ambiguous("too many projects were made since to look at all"));
              });
    }

    /** Keeps what may be of the order; whether the list has come to older ones. */
    private boolean take(List<Project> projects) {
      boolean older = false;
      for (Project project : projects) {
        Instant made = project.createdAt();
        older |= made != null && made.isBefore(from);
        boolean inTime = made == null || (!made.isBefore(from) && !made.isAfter(to));
        String product = project.productUrl();
        if (inTime && product != null && pages.contains(page(product))) {
          matching.add(project);
        }
      }
      return older;
    }

    private CompletableFuture<Found> withoutOthers() {
      if (matching.isEmpty()) {
        return CompletableFuture.completedFuture(nothing());
      }
      List<String> jobs = new ArrayList<>();
      int unknown = 0;
      try {
        for (Entry other : ledger.sentBetween(from, to)) {
          if (isAnother(other)) {
            String job = PaidAnswer.jobId(other.answer());
            unknown += job == null ? 1 : 0;
            if (job != null) {
              jobs.add(job);
            }
          }
        }
      } catch (IOException unreadable) {
        return CompletableFuture.failedFuture(unreadable);
      }
      if (unknown > 0 || jobs.size() > MOST_OTHERS) {
        return CompletableFuture.completedFuture(
            ambiguous("other orders of about that time may be what was found"));
      }
      return leaveOut(jobs, 0, new HashSet<>());
    }

    private boolean isAnother(Entry other) {
      return !other.order().key().equals(sent.order().key())
          && other.order().account().equals(sent.order().account())
          && other.order().endpoint().equals(sent.order().endpoint());
    }

    private CompletableFuture<Found> leaveOut(List<String> jobs, int next, Set<String> owned) {
      if (next == jobs.size()) {
        matching.removeIf(project -> owned.contains(project.id()));
        return CompletableFuture.completedFuture(verdict());
      }
      return caller
          .call(api.job(jobs.get(next)))
          .thenCompose(
              job -> {
                job.projects().forEach(it -> owned.add(String.valueOf(it.id())));
                job.details().forEach(it -> owned.add(String.valueOf(it.projectId())));
                return leaveOut(jobs, next + 1, owned);
              });
    }

    private Found verdict() {
      if (matching.isEmpty()) {
        return nothing();
      }
      int most = order.videosOrdered() * Math.max(1, sent.openAttempts());
      return matching.size() <= most
          ? new Found(Finding.Kind.FOUND, "the service has " + ids(), List.copyOf(matching))
          : ambiguous("there are more projects of those pages than were ordered");
    }

    private Found nothing() {
      return new Found(
          Finding.Kind.NOT_FOUND_SO_FAR, "the service lists no project of the order", List.of());
    }

    private Found ambiguous(String why) {
      String what = matching.isEmpty() ? why : "the service has " + ids() + ", and " + why;
      return new Found(Finding.Kind.AMBIGUOUS, what, List.copyOf(matching));
    }

    private String ids() {
      return matching.stream()
          .limit(9)
          .map(Project::id)
          .collect(
              Collectors.joining(
                  ", ",
                  matching.size() == 1 ? "project " : "projects ",
                  matching.size() > 9 ? " and more" : ""));
    }
  }

  /** A product page's URL as it may be written back: without fragment and last slash. */
  private static String page(String url) {
    HttpUrl parsed = HttpUrl.parse(url);
    if (parsed == null) {
      return url;
    }
    String plain = parsed.newBuilder().fragment(null).build().toString();
    return plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain;
  }
}
