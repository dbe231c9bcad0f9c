package dev.videogen.nouvel;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonDataException;
import dev.videogen.core.json.JsonAdapters;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What a ledger keeps of an order that was accepted. */
final class PaidAnswer {
  private static final JsonAdapter<AcceptedJob> JOBS =
      JsonAdapters.moshi().adapter(AcceptedJob.class);

  private PaidAnswer() {}

  /** The answer that the service gave, as far as a report of the job's end tells it. */
  static String of(WebhookEvent event) {
    return JOBS.toJson(new AcceptedJob(event.jobId(), event.totalProjects(), event.status()));
  }

  /** The job that an answer names; null if there is no answer, or it names none. */
  static @Nullable String jobId(@Nullable String answer) {
    if (answer == null) {
      return null;
    }
    try {
      AcceptedJob job = JOBS.fromJson(answer);
      return job == null ? null : job.jobId();
    } catch (IOException | JsonDataException other) {
      // Whoever asks takes it for an order that can't be told from others.
      return null;
    }
  }
}
