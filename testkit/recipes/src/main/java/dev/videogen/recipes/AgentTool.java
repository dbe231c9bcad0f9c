package dev.videogen.recipes;

import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.OutcomeUnknownException;
import dev.videogen.core.errors.PaymentException;
import dev.videogen.core.errors.RateLimitedException;
import dev.videogen.core.errors.SpendingLimitException;
import dev.videogen.core.ledger.FileLedger;
import dev.videogen.core.spending.SpendingLimit;
import dev.videogen.nouvel.GenerateRequest;
import dev.videogen.nouvel.Job;
import dev.videogen.nouvel.NouvelClient;
import dev.videogen.testkit.NouvelServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * A tool for a language model's agent. It returns at once with a job's id, for a model can't wait
 * minutes, and another tool looks at the job. The tool call's id is the idempotency key: agents
 * repeat tool calls when a turn is retried, and a repeated one gets the same job. A spending limit
 * ends a model that orders in a circle.
 *
 * <p>Failures are answers, too, in words that a model can act on; no key and no stack trace are in
 * them.
 */
public final class AgentTool {
  private final NouvelClient nouvel;

  AgentTool(NouvelClient nouvel) {
    this.nouvel = nouvel;
  }

  /** The tool {@code order_ad}. */
  Map<String, Object> orderAd(String toolCallId, String productUrl) {
    try {
      return Map.of(
          "job_id",
          nouvel
              .api()
              .generate(GenerateRequest.of(productUrl))
              .idempotencyKey(toolCallId)
              .maxServerWait(Duration.ofSeconds(5))
              .execute()
              .jobId());
    } catch (OutcomeUnknownException e) {
      return refusal("unknown", "It may have been ordered. A person looks; don't order again.");
    } catch (SpendingLimitException | PaymentException e) {
      return refusal("no_budget", "Tell the user; don't try again.");
    } catch (RateLimitedException e) {
      return refusal(
          "busy", "Nothing was ordered. Try again in " + e.retryAfter().toSeconds() + " s.");
    } catch (ApiException e) {
      return refusal("failed", e.advice());
    } catch (IllegalArgumentException e) {
      return refusal("invalid", String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return refusal("failed", "Try again later.");
    }
  }

  /** The tool {@code look_at_ad}. */
  Map<String, Object> lookAtAd(String jobId) throws IOException {
    Job job = nouvel.api().job(jobId).execute();
    return Map.of(
        "status",
        job.status().value(),
        "videos",
        job.completed().stream().map(video -> video.videoUrl()).toList());
  }

  private static Map<String, Object> refusal(String error, String advice) {
    return Map.of("error", error, "advice", advice);
  }

  /** A turn that is retried, and a model that orders too much. */
  public static void main(String[] args) throws IOException {
    Path file = Files.createTempDirectory("orders").resolve("videos.ledger");
    try (NouvelServer fake = NouvelServer.start();
        FileLedger ledger = FileLedger.open(file);
        NouvelClient nouvel =
            Fakes.client(fake)
                .ledger(ledger)
                .spendingLimit(SpendingLimit.of(1).videosPer(Duration.ofDays(1)))
                .build()) {
      AgentTool tool = new AgentTool(nouvel);
      Map<String, Object> first = tool.orderAd("call_7Qe1", Fakes.PRODUCT);
      System.out.println("the same job: " + first.equals(tool.orderAd("call_7Qe1", Fakes.PRODUCT)));
      System.out.println(tool.lookAtAd(String.valueOf(first.get("job_id"))).get("status"));
      System.out.println(tool.orderAd("call_9Xa4", Fakes.PRODUCT).get("error"));
      System.out.println(tool.orderAd("call_2Bb8", "no URL").get("error"));
      System.out.println("orders sent: " + fake.charges());
    }
  }
}
