package dev.videogen.core;

import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.Charge;
import dev.videogen.core.errors.ErrorCatalogue;
import dev.videogen.core.errors.HookFailedException;
import dev.videogen.core.time.StopReason;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;

/**
 * Makes every failure below it an {@link ApiException}, and hands on only responses that can be
 * used.
 *
 * <p>Of an error's body at most 64 KiB are read; the response is always closed. In a client of
 * {@link ClientBuilder} a 2xx is read and decoded here too, so that a truncated or alien response
 * is one more typed failure; alone on another client it passes a 2xx through unread. Thread-safe.
 * Add it as the last application interceptor but for {@link SendOnceInterceptor}.
 *
 * <pre>{@code
 * ErrorCatalogue catalogue = ErrorCatalogue.builder(AcmeCode.UNRECOGNISED).codes(AcmeCode.values()).build();
 * OkHttpClient client =
 *     new OkHttpClient.Builder()
 *         .addInterceptor(new ErrorDecodingInterceptor(catalogue, "Look into the dashboard."))
 *         .build();
 * }</pre>
 */
public final class ErrorDecodingInterceptor implements Interceptor {
  private static final long LARGEST_BODY = 8L * 1024 * 1024;

  private final Failures failures;

  /**
   * @param lookUp how to find out whether a request whose outcome is unknown took effect, one
   *     sentence
   */
  public ErrorDecodingInterceptor(ErrorCatalogue catalogue, String lookUp) {
    this(new Failures(() -> catalogue, call -> lookUp));
  }

  ErrorDecodingInterceptor(Failures failures) {
    this.failures = failures;
  }

  /**
   * Lets a usable response pass.
   *
   * @throws ApiException of the type that tells the caller what to do
   */
  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    CallContext context = CallContext.of(chain);
    int before = context.sent.departures();
    try {
      return usable(context, request, chain.proceed(request));
    } catch (ApiException decoded) {
      throw decoded;
    } catch (SentRequests.UnrecordedException unrecorded) {
      throw LedgerFailures.notRecorded(context, unrecorded.reason);
    } catch (IOException failed) {
      throw unanswered(chain, context, failed, context.sent.departures() > before);
    } catch (Throwable thrown) {
      if (thrown instanceof InterruptedException) {
        // OkHttp throws it, undeclared, where a connection is being made.
        Thread.currentThread().interrupt();
        IOException interrupted = new InterruptedIOException("interrupted");
        interrupted.initCause(thrown);
        throw unanswered(chain, context, interrupted, context.sent.departures() > before);
      }
      Charge charge = context.mayHaveCharged() ? Charge.POSSIBLE : Charge.NONE;
      throw HookFailedException.of(
          context.info,
          context.time.now(),
          "an interceptor",
          Secrets.of(request).strike(thrown),
          charge);
    }
  }

  private ApiException unanswered(
      Chain chain, CallContext context, IOException cause, boolean left) {
    boolean alone = context.attempt == null && chain.request().tag(CallContext.TAG) == null;
    boolean interrupted =
        cause instanceof InterruptedIOException && Thread.currentThread().isInterrupted();
    if (alone && (chain.call().isCanceled() || interrupted)) {
      StopReason reason = interrupted ? StopReason.INTERRUPT : StopReason.CANCEL;
      return failures.stopped(context, reason, null, Duration.ZERO, cause);
    }
    return failures.unanswered(context, chain.request(), cause, left);
  }

  /**
   * A response that can be used, read and decoded as far as the call says of what.
   *
   * @throws ApiException if it can't be used; it is closed
   */
  Response usable(CallContext context, Request request, Response response) throws IOException {
    if (!response.isSuccessful()) {
      try (response) {
        throw failures.decode(context, request, response, BodyText.read(response.body()), null);
      }
    }
    DecodedBody.Reader reader = context.reader;
    if (reader == null || response.body() instanceof DecodedBody) {
      return response;
    }
    ResponseBody body = response.body();
    Buffer whole = new Buffer();
    try (response) {
      while (whole.size() <= LARGEST_BODY
          && body.source().read(whole, LARGEST_BODY + 1 - whole.size()) != -1) {}
    }
    if (whole.size() > LARGEST_BODY) {
      byte[] head = whole.readByteArray(BodyText.LIMIT + 1L);
      IOException tooLarge = new IOException("the body is larger than " + LARGEST_BODY + " bytes");
      throw failures.decode(context, request, response, BodyText.of(head), tooLarge);
    }
    // Not kept as a buffer: its pooled segment would be lost with each call.
    byte[] bytes = whole.readByteArray();
    try {
      Object value = reader.read(whole.write(bytes), body);
      Request bare = context.withoutKey;
      return AuthInterceptor.responseTo(bare == null ? request : bare, response)
          .body(new DecodedBody(body, bytes, value))
          .build();
    } catch (IOException | RuntimeException unusable) {
      throw failures.decode(context, request, response, BodyText.of(bytes), unusable);
    } finally {
      whole.clear();
    }
  }
}
