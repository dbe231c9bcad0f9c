package dev.videogen.testkit;

import java.io.IOException;
import java.net.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * The fake Nouvel's webhook deliveries. Nothing is sent by itself: the test says when, and each
 * call returns once the endpoint has answered. Waits between attempts pass on the fake's clock.
 *
 * <p>The {@code webhookUrl} of a request must be public, and the fake never leaves the loopback
 * interface, so {@link #deliverTo} says where deliveries go instead. Safe for use by many threads.
 *
 * <pre>{@code
 * server.webhooks().deliverTo(HttpUrl.get("http://127.0.0.1:8080/webhooks/nouvel"));
 * server.webhooks().deliver(jobId);
 * }</pre>
 */
public final class Webhooks {
  private static final String FIRST_SECRET = "sandbox-webhook-secret-1c0f";
  private static final MediaType JSON = MediaType.get("application/json");
  private static final List<Duration> WAITS =
      List.of(Duration.ZERO, Duration.ofSeconds(10), Duration.ofSeconds(60));

  private final FakeClock clock;
  private final NouvelJobs jobs;
  private final List<WebhookDelivery> attempts = new ArrayList<>();
  private String secret = FIRST_SECRET;
  private @Nullable HttpUrl target;
  private Duration patience = Duration.ofSeconds(10);
  private boolean retries = true;
  private boolean keepsQuery = true;

  Webhooks(FakeClock clock, NouvelJobs jobs) {
    this.clock = clock;
    this.jobs = jobs;
  }

  /** What deliveries are signed with. */
  public synchronized String secret() {
    return secret;
  }

  /**
   * Signs with that from now on, as UTF-8.
   *
   * @throws IllegalArgumentException if it is empty
   */
  public synchronized Webhooks secret(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("secret: must not be empty");
    }
    secret = text;
    return this;
  }

  /**
   * Where every delivery goes, whatever its job's {@code webhookUrl}.
   *
   * @throws IllegalArgumentException if the host is not the loopback interface
   */
  public synchronized Webhooks deliverTo(HttpUrl loopback) {
    if (!loopback.host().matches("localhost|127(\\.\\d{1,3}){3}|::1")) {
      throw new IllegalArgumentException("deliverTo: must be a loopback host, is " + loopback);
    }
    target = loopback;
    return this;
  }

  /**
   * How long an attempt waits for an answer, in real time: 10 s, as documented, at first.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public synchronized Webhooks patience(Duration realTime) {
    if (realTime.isNegative() || realTime.isZero()) {
      throw new IllegalArgumentException("patience: must be positive, is " + realTime);
    }
    patience = realTime;
    return this;
  }

  /**
   * Whether a delivery that is not taken is tried again after 10 s and after another 60 s. It is at
   * first. An older page of the documentation knows one attempt only, and no {@code
   * X-Nouvel-Attempt}.
   */
  public synchronized Webhooks retries(boolean again) {
    retries = again;
    return this;
  }

  /**
   * Whether a delivery's URL has the query of its job's {@code webhookUrl}. It has at first; that
   * the service keeps it isn't documented.
   */
  public synchronized Webhooks keepsQuery(boolean kept) {
    keepsQuery = kept;
    return this;
  }

  /**
   * Delivers the end of that job, up to three times until it is taken. A job that has not ended is
   * moved to its end first.
   *
   * @return the attempts; none if the job has no {@code webhookUrl}, was cancelled, or never ends
   * @throws IllegalArgumentException if there is no such job
   * @throws IllegalStateException if {@link #deliverTo} was not called
   */
  public List<WebhookDelivery> deliver(String jobId) {
    List<WebhookDelivery> made = new ArrayList<>();
    String text = jobs.reportOf(jobId);
    if (text == null || !jobs.hasWebhook(jobId)) {
      return made;
    }
    List<Duration> waits = WAITS.subList(0, retries() ? WAITS.size() : 1);
    for (int i = 0; i < waits.size(); i++) {
      clock.advance(waits.get(i));
      WebhookDelivery delivery = send(jobId, i + 1, text, secret());
      made.add(delivery);
      if (delivery.taken()) {
        break;
      }
    }
    return made;
  }

  /**
   * Delivers the end of every job that has ended and was not delivered yet, in the order in which
   * the jobs were made.
   *
   * @throws IllegalStateException if {@link #deliverTo} was not called
   */
  public List<WebhookDelivery> deliverAll() {
    List<WebhookDelivery> made = new ArrayList<>();
    for (String jobId : jobs.reported()) {
      if (lastAttempt(jobId) == 0) {
        made.addAll(deliver(jobId));
      }
    }
    return made;
  }

  /**
   * Delivers once more, as the service does when an answer was lost: the same bytes, the next
   * attempt. The job needs no {@code webhookUrl}.
   *
   * @throws IllegalArgumentException if there is no such job, or one whose end is never reported
   * @throws IllegalStateException if {@link #deliverTo} was not called
   */
  public WebhookDelivery duplicate(String jobId) {
    return send(jobId, Math.min(3, lastAttempt(jobId) + 1), text(jobId), secret());
  }

  /**
   * Delivers once, signed with another secret, as an impostor would. The job needs no {@code
   * webhookUrl}.
   *
   * @throws IllegalArgumentException if there is no such job, or one whose end is never reported
   * @throws IllegalStateException if {@link #deliverTo} was not called
   */
  public WebhookDelivery withWrongSignature(String jobId) {
    return send(jobId, 1, text(jobId), secret() + "-of-somebody-else");
  }

  /**
   * What a delivery of that job's end has as its body, to be fed to a receiver by hand. The job
   * needs no {@code webhookUrl}.
   *
   * @throws IllegalArgumentException if there is no such job, or one whose end is never reported:
   *     it was cancelled, or never ends
   */
  public byte[] bodyOf(String jobId) {
    return text(jobId).getBytes(StandardCharsets.UTF_8);
  }

  /** The signature of those bytes: HMAC-SHA256 in lower-case hexadecimal. */
  public String signature(byte[] body) {
    return sign(body, secret());
  }

  /** Every attempt since the start or the last reset, in order. */
  public synchronized List<WebhookDelivery> attempts() {
    return List.copyOf(attempts);
  }

  synchronized void reset() {
    attempts.clear();
    secret = FIRST_SECRET;
    target = null;
    patience = Duration.ofSeconds(10);
    retries = true;
    keepsQuery = true;
  }

  private String text(String jobId) {
    String text = jobs.reportOf(jobId);
    if (text == null) {
      throw new IllegalArgumentException(
          "jobId: " + jobId + " was cancelled or never ends, and such a job is never reported");
    }
    return text;
  }

  private synchronized boolean retries() {
    return retries;
  }

  private synchronized int lastAttempt(String jobId) {
    return attempts.stream()
        .filter(it -> it.jobId().equals(jobId))
        .mapToInt(WebhookDelivery::attempt)
        .max()
        .orElse(0);
  }

  private WebhookDelivery send(String jobId, int attempt, String text, String key) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    String signature = sign(body, key);
    Instant at = clock.now();
    int status = 0;
    String failure = "";
    try (Response response = client().newCall(request(jobId, attempt, body, signature)).execute()) {
      status = response.code();
    } catch (IOException e) {
      failure = e.toString();
    }
    WebhookDelivery delivery =
        new WebhookDelivery(jobId, attempt, at, text, signature, status, failure);
    record(delivery);
    return delivery;
  }

  private synchronized void record(WebhookDelivery delivery) {
    attempts.add(delivery);
  }

  private synchronized Request request(String jobId, int attempt, byte[] body, String signature) {
    if (target == null) {
      throw new IllegalStateException("deliverTo: not called, so there is no one to deliver to");
    }
    Request.Builder request =
        new Request.Builder()
            .url(url(jobId, target))
            .header("Connection", "close") // Leaves nothing behind that somebody has to close.
            .header("X-Nouvel-Signature", signature)
            .post(RequestBody.create(body, JSON));
    if (retries) {
      request.header("X-Nouvel-Attempt", Integer.toString(attempt));
    }
    return request.build();
  }

  private HttpUrl url(String jobId, HttpUrl to) {
    HttpUrl asked = HttpUrl.parse(jobs.webhookUrl(jobId));
    return keepsQuery && asked != null && asked.query() != null
        ? to.newBuilder().encodedQuery(asked.encodedQuery()).build()
        : to;
  }

  private synchronized OkHttpClient client() {
    return new OkHttpClient.Builder()
        .proxy(Proxy.NO_PROXY)
        .followRedirects(false)
        .retryOnConnectionFailure(false)
        .readTimeout(Duration.ZERO)
        .callTimeout(patience)
        .build();
  }

  private static String sign(byte[] body, String key) {
    return ByteString.of(body).hmacSha256(ByteString.encodeUtf8(key)).hex();
  }
}
