package dev.videogen.core;

import dev.videogen.core.errors.Attempt;
import dev.videogen.core.errors.Charge;
import dev.videogen.core.errors.History;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The failed attempts of one call: what each may have cost. One thread at a time adds to it, and
 * any may read it.
 */
final class AttemptRecord {
  private volatile List<Attempt> failed = List.of();

  Attempt add(CallAttempt ended, IOException failure, Charge charge, @Nullable Duration waitAfter) {
    Duration took = ended.took();
    List<Attempt> all = new ArrayList<>(failed);
    Attempt added =
        new Attempt(
            next(),
            ended.time.now().minus(took),
            took,
            ended.hasLeft(),
            charge,
            failure,
            waitAfter == null ? Duration.ZERO : waitAfter);
    all.add(added);
    failed = List.copyOf(all);
    return added;
  }

  int size() {
    return failed.size();
  }

  /** The number of the attempt that is under way, or comes next. */
  int next() {
    return failed.size() + 1;
  }

  /** How long they took together, without the waits between them. */
  Duration took() {
    Duration sum = Duration.ZERO;
    for (Attempt attempt : failed) {
      sum = sum.plus(attempt.took());
    }
    return sum;
  }

  /** How many of them may have been charged. */
  int possibleCharges() {
    if (failed.isEmpty()) {
      return 0;
    }
    int charges = 0;
    for (Attempt attempt : failed) {
      charges += attempt.charge() == Charge.NONE ? 0 : 1;
    }
    return charges;
  }

  /** What the last of them may have cost. */
  Charge lastCharge() {
    return failed.get(failed.size() - 1).charge();
  }

  History history(@Nullable Duration plannedWait) {
    return new History(failed, plannedWait, null);
  }
}
