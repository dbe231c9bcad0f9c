package dev.videogen.core.poll;

import dev.videogen.core.ApiClient;
import dev.videogen.core.observe.TagList;
import dev.videogen.core.run.Run;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A wait that polls. */
final class PollWait<A, T, P> implements Wait<T, P> {
  private final ApiClient client;
  private final String name;
  private final Supplier<PollCourse.Begun<A, T>> beginning;
  private final Function<Consumer<P>, Progress<A, T>> progress;
  private final Consumer<? super P> listener;
  private final @Nullable Duration deadline;
  private final @Nullable PollSchedule schedule;
  private final TagList tags;

  PollWait(
      ApiClient client,
      String name,
      Supplier<PollCourse.Begun<A, T>> beginning,
      Function<Consumer<P>, Progress<A, T>> progress,
      Consumer<? super P> listener,
      @Nullable Duration deadline,
      @Nullable PollSchedule schedule,
      TagList tags) {
    this.client = client;
    this.name = name;
    this.beginning = beginning;
    this.progress = progress;
    this.listener = listener;
    this.deadline = deadline;
    this.schedule = schedule;
    this.tags = tags;
  }

  private Run<T> run() {
    return client
        .runner()
        .run(
            new PollCourse<>(
                client.runner(),
                client.name(),
                name,
                tags,
                beginning.get(),
                progress.apply(listener::accept),
                deadline,
                schedule));
  }

  @Override
  public T execute() throws IOException {
    return run().execute();
  }

  @Override
  public CompletableFuture<T> executeAsync() {
    return run().start();
  }

  @Override
  public Wait<T, P> onProgress(Consumer<? super P> hears) {
    return new PollWait<>(client, name, beginning, progress, hears, deadline, schedule, tags);
  }

  @Override
  public Wait<T, P> deadline(Duration longest) {
    if (longest.isZero() || longest.isNegative()) {
      throw new IllegalArgumentException("deadline: " + longest + ", must be positive");
    }
    return new PollWait<>(client, name, beginning, progress, listener, longest, schedule, tags);
  }

  @Override
  public Wait<T, P> schedule(PollSchedule pauses) {
    return new PollWait<>(client, name, beginning, progress, listener, deadline, pauses, tags);
  }

  @Override
  public <V> Wait<T, P> tag(Class<? super V> type, V value) {
    return new PollWait<>(
        client, name, beginning, progress, listener, deadline, schedule, tags.with(type, value));
  }

  @Override
  public String toString() {
    return "Wait[" + name + "]";
  }
}
