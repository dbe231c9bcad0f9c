package dev.videogen.testkit;

import java.time.Instant;

/**
 * One attempt to tell a consumer's endpoint that a job has ended.
 *
 * @param jobId the job
 * @param attempt which attempt it was, from 1
 * @param at when it began, on the fake's clock
 * @param body what was sent, JSON; its UTF-8 bytes are what the signature covers
 * @param signature the value of {@code X-Nouvel-Signature}
 * @param status the endpoint's HTTP status, 0 if there was no answer
 * @param failure why there was no answer, an empty text if there was one
 */
public record WebhookDelivery(
    String jobId,
    int attempt,
    Instant at,
    String body,
    String signature,
    int status,
    String failure) {

  /** Whether the endpoint took it, by a status of 2xx. */
  public boolean taken() {
    return status >= 200 && status < 300;
  }
}
