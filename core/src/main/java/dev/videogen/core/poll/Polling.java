package dev.videogen.core.poll;

import dev.videogen.core.CallOptions;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;

/**
 * What a {@link Poller} waits for: which call to make, when it is over, and how long at most.
 * Immutable.
 *
 * @param <T> what a look answers
 */
public final class Polling<T> {
  final String name;
  final String id;
  final Function<CallOptions, Call<T>> look;
  final Predicate<? super T> over;
  final Function<? super T, String> state;
  final Runnable first;
  final Consumer<? super T> observer;
  final PollSchedule schedule;
  final Duration deadline;

  private Polling(Builder<T> builder) {
    this.name = builder.name;
    this.id = builder.id;
    this.look = builder.look;
    this.over = Objects.requireNonNull(builder.over, "until");
    this.state = builder.state;
    this.first = builder.first;
    this.observer = builder.observer;
    this.schedule = Objects.requireNonNull(builder.schedule, "schedule");
    this.deadline = Objects.requireNonNull(builder.deadline, "deadline");
  }

  /**
   * Something to wait for, under construction.
   *
   * @param name what errors and logs call the wait
   * @param id what is waited for
   * @param look a new call that has a look, under the limits it is given; it is asked for once per
   *     look and must pass the options on as the call's {@code @Tag}
   */
  public static <T> Builder<T> builder(
      String name, String id, Function<CallOptions, Call<T>> look) {
    return new Builder<>(name, id, look);
  }

  /**
   * Something to wait for, under construction; end, schedule and deadline are required.
   *
   * @param <T> what a look answers
   */
  public static final class Builder<T> {
    private final String name;
    private final String id;
    private final Function<CallOptions, Call<T>> look;
    private @Nullable Predicate<? super T> over;
    private Function<? super T, String> state = String::valueOf;
    private Runnable first = () -> {};
    private Consumer<? super T> observer = answer -> {};
    private @Nullable PollSchedule schedule;
    private @Nullable Duration deadline;

    private Builder(String name, String id, Function<CallOptions, Call<T>> look) {
      this.name = name;
      this.id = id;
      this.look = look;
    }

    /** When the wait is over; it must hold for no state that isn't known to be final. */
    public Builder<T> until(Predicate<? super T> over) {
      this.over = over;
      return this;
    }

    /** How to name an answer's state in a time-out, by default its text. */
    public Builder<T> state(Function<? super T, String> state) {
      this.state = state;
      return this;
    }

    /** Runs once, before the first pause, under the same rules as the observer. */
    public Builder<T> first(Runnable first) {
      this.first = first;
      return this;
    }

    /**
     * Hears every answer, in order, the last one included. It runs on the thread that makes the
     * progress, so it must be quick; what it throws is logged at WARN, and the wait goes on.
     */
    public Builder<T> observer(Consumer<? super T> observer) {
      this.observer = observer;
      return this;
    }

    /** The pauses before each look. */
    public Builder<T> schedule(PollSchedule schedule) {
      this.schedule = schedule;
      return this;
    }

    /** How long to wait in all, counted from the start; there is no other limit. */
    public Builder<T> deadline(Duration deadline) {
      this.deadline = deadline;
      return this;
    }

    /**
     * The finished description.
     *
     * @throws IllegalArgumentException if the deadline leaves no time for the first look
     */
    public Polling<T> build() {
      Polling<T> polling = new Polling<>(this);
      Duration first = polling.schedule.delayAfter(0);
      if (polling.deadline.compareTo(first) <= 0) {
        throw new IllegalArgumentException(
            "deadline: "
                + polling.deadline
                + ", must be longer than the pause before the first look, "
                + first);
      }
      return polling;
    }
  }
}
