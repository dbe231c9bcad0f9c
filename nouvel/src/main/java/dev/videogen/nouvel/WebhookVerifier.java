package dev.videogen.nouvel;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonDataException;
import dev.videogen.core.json.JsonAdapters;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Checks that reports of ended jobs come from the service, and reads them. It takes bytes and a
 * header, so it works with any HTTP server. Thread-safe.
 *
 * <pre>{@code
 * WebhookVerifier verifier = WebhookVerifier.of(secret);
 * ...
 * try {
 *   WebhookEvent event = verifier.verify(body, request.header(WebhookVerifier.SIGNATURE_HEADER));
 *   if (handled.add(event.key())) {
 *     queue.add(event);
 *   }
 *   respond(200);
 * } catch (WebhookRefusedException refused) {
 *   respond(401);
 * }
 * }</pre>
 *
 * <p>Pass the body as it came: decoding and encoding it can change its signature. Respond within 5
 * s and work afterwards; the same report may come up to three times. Reports can be lost, and a
 * cancelled job sends none, so {@linkplain NouvelClient#awaitJob(String) poll the job} too. The
 * signature names no time, so an old report can be replayed.
 *
 * <p>Where the secret comes from isn't documented. Don't take the API key for it.
 */
public final class WebhookVerifier {
  /** The header that has the signature. */
  public static final String SIGNATURE_HEADER = "X-Nouvel-Signature";

  /** The header that, perhaps, counts deliveries of the same report: 1 to 3. */
  public static final String ATTEMPT_HEADER = "X-Nouvel-Attempt";

  private static final String ALGORITHM = "HmacSHA256";
  private static final int DIGITS = 64;
  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final JsonAdapter<WebhookEvent> EVENTS =
      JsonAdapters.moshi().adapter(WebhookEvent.class);

  private final List<SecretKeySpec> keys = new ArrayList<>();

  private WebhookVerifier(@Nullable List<String> given) {
    List<String> secrets = Requests.required("secrets", given);
    for (int i = 0; i < secrets.size(); i++) {
      String secret = secrets.get(i);
      if (secret.isBlank()) {
        throw new IllegalArgumentException("secrets[" + i + "]: blank, it is required");
      }
      keys.add(new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM));
    }
  }

  /**
   * A verifier for these secrets; while they are rotated, give the old and the new one.
   *
   * @throws IllegalArgumentException if there is none, or one is missing or blank; none is shown
   */
  public static WebhookVerifier of(String... secrets) {
    return new WebhookVerifier(Requests.list(secrets));
  }

  /**
   * Checks a report and reads it.
   *
   * @param body the request's body as it came, or null if there is none
   * @param signature the value of {@link #SIGNATURE_HEADER}, or null if there is none
   * @throws WebhookRefusedException whatever is wrong with either; there is no other exception
   */
  public WebhookEvent verify(byte @Nullable [] body, @Nullable String signature)
      throws WebhookRefusedException {
    byte[] given = decode(signature);
    byte[] bytes = body == null ? new byte[0] : body;
    boolean signed = false;
    for (SecretKeySpec key : keys) {
      signed |= MessageDigest.isEqual(sign(key, bytes), given);
    }
    if (!signed) {
      throw new WebhookRefusedException(
          WebhookRefusedException.Reason.SIGNATURE_WRONG,
          SIGNATURE_HEADER + ": signs another body, or with another secret");
    }
    try {
      return read(new String(bytes, UTF_8));
    } catch (IOException | JsonDataException unreadable) {
      throw new WebhookRefusedException(
          WebhookRefusedException.Reason.BODY_UNREADABLE,
          "body: signed, but no report: " + unreadable.getMessage(),
          unreadable);
    }
  }

  private static WebhookEvent read(String body) throws IOException {
    WebhookEvent event =
        EVENTS.fromJson(body.startsWith(BYTE_ORDER_MARK) ? body.substring(1) : body);
    if (event == null) {
      throw new JsonDataException("$ is null");
    }
    return event;
  }

  private static byte[] decode(@Nullable String signature) throws WebhookRefusedException {
    if (signature == null || signature.isBlank()) {
      throw new WebhookRefusedException(
          WebhookRefusedException.Reason.SIGNATURE_MISSING, SIGNATURE_HEADER + ": missing");
    }
    String digits = signature.strip();
    if (digits.length() == DIGITS) {
      try {
        return HexFormat.of().parseHex(digits);
      } catch (IllegalArgumentException notHex) {
        throw malformed(digits, notHex);
      }
    }
    throw malformed(digits, null);
  }

  private static WebhookRefusedException malformed(
      String digits, @Nullable IllegalArgumentException cause) {
    String message =
        SIGNATURE_HEADER
            + ": "
            + digits.length()
            + " characters, must be "
            + DIGITS
            + " hexadecimal digits";
    return cause == null
        ? new WebhookRefusedException(WebhookRefusedException.Reason.SIGNATURE_MALFORMED, message)
        : new WebhookRefusedException(
            WebhookRefusedException.Reason.SIGNATURE_MALFORMED, message, cause);
  }

  private static byte[] sign(SecretKeySpec key, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(body);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, impossible);
    }
  }

  /** Shows how many secrets there are, none of them. */
  @Override
  public String toString() {
    return "WebhookVerifier[" + keys.size() + " secrets]";
  }
}
