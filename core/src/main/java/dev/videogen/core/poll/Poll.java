package dev.videogen.core.poll;

import dev.videogen.core.ApiCall;
import dev.videogen.core.annotations.ProviderApi;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Wait} waits for: which call to make, when it is over, and how long at most.
 * Immutable.
 *
 * <pre>{@code
 * Poll<Kiln> poll =
 *     Poll.builder("awaitKiln", id, () -> api.kiln(id))
 *         .until(Kiln::isDone)
 *         .state(Kiln::state)
 *         .schedule(PollSchedule.of(ofSeconds(10), ofSeconds(20)))
 *         .deadline(ofMinutes(30))
 *         .build();
 * }</pre>
 *
 * @param <T> what a poll responds with
 */
@ProviderApi
public final class Poll<T> {
  final String name;
  final String id;
  final Supplier<ApiCall<T>> call;
  final Predicate<? super T> over;
  final Function<? super T, String> state;
  final PollSchedule schedule;
  final Duration deadline;

  private Poll(Builder<T> builder) {
    this.name = builder.name;
    this.id = builder.id;
    this.call = builder.call;
    this.over = Objects.requireNonNull(builder.over, "until");
    this.state = builder.state;
    this.schedule = Objects.requireNonNull(builder.schedule, "schedule");
    this.deadline = Objects.requireNonNull(builder.deadline, "deadline");
  }

  /**
   * Something to wait for, under construction; end, schedule and deadline are required.
   *
   * @param name what errors and logs call the wait
   * @param id what is waited for
   * @param call the call that polls; asked for once per poll
   */
  public static <T> Builder<T> builder(String name, String id, Supplier<ApiCall<T>> call) {
    return new Builder<>(name, id, call);
  }

  /**
   * Something to wait for, under construction.
   *
   * @param <T> what a poll responds with
   */
  public static final class Builder<T> {
    private final String name;
    private final String id;
    private final Supplier<ApiCall<T>> call;
    private @Nullable Predicate<? super T> over;
    private Function<? super T, String> state = String::valueOf;
    private @Nullable PollSchedule schedule;
    private @Nullable Duration deadline;

    private Builder(String name, String id, Supplier<ApiCall<T>> call) {
      this.name = name;
      this.id = id;
      this.call = call;
    }

    /** When the wait is over; it must hold for no state that isn't known to be terminal. */
    public Builder<T> until(Predicate<? super T> over) {
      this.over = over;
      return this;
    }

    /** How to name a response's state in a time-out, by default its text. */
    public Builder<T> state(Function<? super T, String> state) {
      this.state = state;
      return this;
    }

    /** The pauses before each poll, by default. */
    public Builder<T> schedule(PollSchedule schedule) {
      this.schedule = schedule;
      return this;
    }

    /** How long to wait in all, by default. */
    public Builder<T> deadline(Duration deadline) {
      this.deadline = deadline;
      return this;
    }

    /** The finished description. */
    public Poll<T> build() {
      return new Poll<>(this);
    }
  }
}
