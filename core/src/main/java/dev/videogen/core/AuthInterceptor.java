package dev.videogen.core;

import dev.videogen.core.errors.AuthenticationException;
import dev.videogen.core.errors.Charge;
import dev.videogen.core.errors.Failure;
import dev.videogen.core.errors.HookFailedException;
import java.io.IOException;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Attaches the API key to requests for one origin, and to no other. The key is asked for once per
 * attempt, so a rotated one is picked up. The response handed back names the request without the
 * key.
 *
 * <p>Thread-safe if the supplier is. Add it as an application interceptor: a network interceptor
 * would also see requests that OkHttp redirects elsewhere.
 *
 * <pre>{@code
 * AuthInterceptor auth =
 *     AuthInterceptor.bearer(HttpUrl.get("https://api.acme.example/"), "ak_", () -> vault.read("acme"));
 * OkHttpClient client = new OkHttpClient.Builder().addInterceptor(auth).build();
 * }</pre>
 */
public final class AuthInterceptor implements Interceptor {
  private final String header;
  private final String scheme;
  private final String prefix;
  private final HttpUrl origin;
  private final Supplier<@Nullable String> key;

  /** Whether whoever strikes secrets finds the key in this header by itself. */
  private final boolean known;

  /** What requests that don't say it themselves are said to come from, or null. */
  private final @Nullable String agent;

  private volatile @Nullable Credential last;

  /** A validated key and its header value. */
  public record Credential(String key, String value) {
    @Override
    public String toString() {
      return "Credential";
    }
  }

  private AuthInterceptor(
      String header,
      String scheme,
      String prefix,
      HttpUrl origin,
      Supplier<@Nullable String> key,
      @Nullable String agent) {
    this.header = header;
    this.scheme = scheme;
    this.prefix = prefix;
    this.origin = origin;
    this.key = key;
    this.known = Secrets.isKnown(header);
    this.agent = agent;
  }

  /**
   * Sends {@code Authorization: Bearer KEY}.
   *
   * @param origin scheme, host and port that may see the key
   * @param prefix what each key must start with; may be empty
   */
  public static AuthInterceptor bearer(
      HttpUrl origin, String prefix, Supplier<@Nullable String> key) {
    return new AuthInterceptor("Authorization", "Bearer ", prefix, origin, key, null);
  }

  /**
   * Sends the bare key in a header of this name.
   *
   * @param origin scheme, host and port that may see the key
   * @param prefix what each key must start with; may be empty
   */
  public static AuthInterceptor header(
      String name, HttpUrl origin, String prefix, Supplier<@Nullable String> key) {
    return new AuthInterceptor(name, "", prefix, origin, key, null);
  }

  /** The same, which also says who is calling. */
  AuthInterceptor as(String userAgent) {
    return new AuthInterceptor(header, scheme, prefix, origin, key, userAgent);
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    HttpUrl url = request.url();
    if (!url.host().equals(origin.host())
        || url.port() != origin.port()
        || !url.scheme().equals(origin.scheme())) {
      return chain.proceed(request);
    }
    CallContext context = CallContext.of(chain);
    Credential credential = ask(context);
    Request.Builder keyed = request.newBuilder().header(header, credential.value);
    if (agent != null && request.header("User-Agent") == null) {
      keyed.header("User-Agent", agent);
    }
    if (!known) {
      keyed.tag(Credential.class, credential);
    }
    Request authorised = keyed.build();
    context.withoutKey = request;
    Response response = chain.proceed(authorised);
    return response.request() == request ? response : responseTo(request, response).build();
  }

  /** Makes a response one to {@code request}; those beneath it would still name the key. */
  static Response.Builder responseTo(Request request, Response response) {
    Response.Builder bare = response.newBuilder().request(request).networkResponse(null);
    return response.priorResponse() == null ? bare : bare.priorResponse(null);
  }

  private Credential ask(CallContext context) throws IOException {
    String supplied;
    try {
      supplied = key.get();
    } catch (Throwable thrown) {
      throw HookFailedException.of(
          context.info, context.time.now(), "the key supplier", thrown, Charge.NONE);
    }
    Credential known = last;
    if (known != null && known.key.equals(supplied)) {
      return known;
    }
    String fit;
    try {
      fit = checkedKey(supplied, prefix, "key supplier");
    } catch (IllegalArgumentException unfit) {
      throw new AuthenticationException(
          Failure.builder(context.info, context.time.now())
              .error(unfit.getMessage())
              .advice("Nothing was sent: supply a valid key.")
              .build());
    }
    Credential credential = new Credential(fit, scheme + fit);
    last = credential;
    return credential;
  }

  /**
   * The key without surrounding white space, as environment files often add it.
   *
   * @param origin where the key came from, named in errors
   * @throws IllegalArgumentException if it is missing, blank, of another prefix, or has a character
   *     that no HTTP header may hold
   */
  static String checkedKey(@Nullable String key, String prefix, String origin) {
    if (key == null) {
      throw new IllegalArgumentException(origin + ": no API key is set");
    }
    String trimmed = key.strip();
    if (trimmed.isEmpty()) {
      throw new IllegalArgumentException(origin + ": the API key is blank");
    }
    for (int i = 0; i < trimmed.length(); i++) {
      char c = trimmed.charAt(i);
      if (c <= ' ' || c > '~') {
        throw new IllegalArgumentException(
            String.format(
                "%s: the API key has the character U+%04X at index %d; only visible ASCII is allowed",
                origin, (int) c, i));
      }
    }
    if (!trimmed.startsWith(prefix)) {
      throw new IllegalArgumentException(
          origin + ": the API key must start with \"" + prefix + "\"");
    }
    return trimmed;
  }

  /** Shows where the key would go, not the key. */
  @Override
  public String toString() {
    return "AuthInterceptor[" + header + " for " + origin.redact() + "]";
  }
}
