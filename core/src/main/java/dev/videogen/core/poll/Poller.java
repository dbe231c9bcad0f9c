package dev.videogen.core.poll;

import dev.videogen.core.ApiCall;
import dev.videogen.core.ApiClient;
import dev.videogen.core.annotations.ProviderApi;
import dev.videogen.core.observe.TagList;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Makes a client's waits. For authors of providers; thread-safe.
 *
 * <pre>{@code
 * Wait<Kiln, Kiln> wait = new Poller(client).waitFor(poll, listener -> listener::accept);
 * }</pre>
 */
@ProviderApi
public final class Poller {
  private final ApiClient client;

  /** The waits of one client, which end when it closes. */
  public Poller(ApiClient client) {
    this.client = client;
  }

  /**
   * A wait for something that is under way.
   *
   * @param progress makes what hears the polls' responses of what hears progress, once per run
   */
  public <T, P> Wait<T, P> waitFor(
      Poll<T> poll, Function<Consumer<P>, ? extends Progress<?, ? super T>> progress) {
    return new PollWait<Object, T, P>(
        client,
        poll.name,
        () -> PollCourse.Begun.with(poll),
        listener -> {
          Progress<?, ? super T> told = progress.apply(listener);
          return told::polled;
        },
        listener -> {},
        null,
        null,
        TagList.EMPTY);
  }

  /**
   * A paid call, and a wait for what it started.
   *
   * @param paid makes the paid call
   * @param poll what to wait for, once it is accepted
   * @param kept what the exception of a wait that fails says was accepted and paid for
   */
  public <A, T, P> Wait<T, P> waitAfter(
      ApiCall<A> paid,
      String name,
      Function<? super A, Poll<T>> poll,
      Function<? super A, Object> kept,
      Function<Consumer<P>, Progress<A, T>> progress) {
    return new PollWait<>(
        client,
        name,
        () -> PollCourse.Begun.paying(paid, poll, kept),
        progress,
        listener -> {},
        null,
        null,
        TagList.EMPTY);
  }
}
