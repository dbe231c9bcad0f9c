package dev.videogen.nouvel;

import dev.videogen.core.errors.ApiException;
import org.jspecify.annotations.Nullable;

/**
 * A job that was accepted, and is paid for, before something failed: go on from its id, and don't
 * pay again.
 *
 * <pre>{@code
 * } catch (ApiException e) {
 *   PaidJob paid = PaidJob.of(e);
 *   if (paid != null) {
 *     remember(paid.job().jobId());
 *   }
 * }
 * }</pre>
 *
 * @param job what the service accepted
 * @param request what was asked for
 */
public record PaidJob(AcceptedJob job, GenerateRequest request) {
  /** What was paid for before this failure, or null if nothing was. */
  public static @Nullable PaidJob of(ApiException failure) {
    return failure.accepted() instanceof PaidJob paid ? paid : null;
  }

  /** Names the job and the pages. */
  @Override
  public String toString() {
    return "job " + job.jobId() + " for " + request.videoCount() + " videos of " + request.urls();
  }
}
