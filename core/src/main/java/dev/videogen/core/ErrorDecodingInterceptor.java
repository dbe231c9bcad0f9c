package dev.videogen.core;

import dev.videogen.core.endpoint.Endpoint;
import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.BodyText;
import dev.videogen.core.errors.Charge;
import dev.videogen.core.errors.ErrorCatalogue;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.reflect.Method;
import java.time.Duration;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Makes every failure below it an {@link ApiException}, and hands on only answers that can be used.
 *
 * <p>Of an error's body at most 64 KiB are read; the response is always closed. In a client of
 * {@link ClientBuilder} a 2xx is read and decoded here too, so that a truncated or alien answer is
 * one more typed failure; alone on another client it passes a 2xx through unread. Thread-safe. Add
 * it as the last application interceptor but for {@link SendOnceInterceptor}.
 */
public final class ErrorDecodingInterceptor implements Interceptor {
  private static final long LARGEST_ANSWER = 8L * 1024 * 1024;

  private final FailureDecoder decoder;
  private @Nullable AnswerReader reader;

  /**
   * @param lookUp how to find out what became of a request whose outcome is unknown, one sentence
   */
  public ErrorDecodingInterceptor(ErrorCatalogue catalogue, String lookUp) {
    this(new FailureDecoder(catalogue, lookUp));
  }

  ErrorDecodingInterceptor(FailureDecoder decoder) {
    this.decoder = decoder;
  }

  /** Retrofit is built on the client that holds this interceptor, so its converters come later. */
  void decodeWith(AnswerReader answers) {
    reader = answers;
  }

  /**
   * Lets a usable answer pass.
   *
   * @throws ApiException of the type that tells the caller what to do
   */
  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    Wire wire = Wire.of(chain.call());
    int before = wire.departures();
    try {
      Response response = chain.proceed(request);
      if (!response.isSuccessful()) {
        throw failure(request, response);
      }
      return usable(request, response);
    } catch (ApiException decoded) {
      throw decoded;
    } catch (IOException failed) {
      throw unanswered(chain, wire.departures() > before || wire.holdsUnsettledRequest(), failed);
    } catch (Throwable thrown) {
      if (thrown instanceof InterruptedException) {
        // OkHttp throws it, undeclared, where a connection is being made.
        Thread.currentThread().interrupt();
        IOException interrupted = new InterruptedIOException("interrupted");
        interrupted.initCause(thrown);
        throw unanswered(chain, wire.departures() > before, interrupted);
      }
      boolean left = wire.holdsUnsettledRequest() && Endpoint.of(request).billable();
      throw FailureDecoder.hookFailed(
          CallState.infoOf(request),
          CallState.timeOf(request),
          "an interceptor",
          thrown,
          left ? Charge.POSSIBLE : Charge.NONE);
    }
  }

  private ApiException unanswered(Chain chain, boolean left, IOException cause) {
    Request request = chain.request();
    CallState state = CallState.of(request);
    Stop stop = state == null ? null : state.stopped();
    if (stop == null && chain.call().isCanceled()) {
      stop = Stop.CANCEL;
    }
    if (stop == null
        && cause instanceof InterruptedIOException
        && Thread.currentThread().isInterrupted()) {
      stop = Stop.INTERRUPT;
    }
    if (stop == null) {
      return decoder.unanswered(request, cause, left);
    }
    return decoder.stopped(
        CallState.infoOf(request),
        CallState.timeOf(request),
        Endpoint.of(request).billable(),
        stop,
        state == null ? Duration.ZERO : state.elapsed(stop),
        left,
        null,
        cause);
  }

  /** What an answer that is no 2xx means; it is closed. */
  ApiException failure(Request request, Response response) {
    try (response) {
      return decoder.answered(request, response, BodyText.read(response.body()));
    }
  }

  /** Reads and decodes a 2xx, as far as the interface method says of what. */
  Response usable(Request request, Response response) throws IOException {
    Method method = Endpoint.of(request).method();
    AnswerReader answers = reader;
    if (answers == null || method == null || !decodes(method)) {
      return response;
    }
    ResponseBody body = response.body();
    Buffer whole = new Buffer();
    try (response) {
      while (whole.size() <= LARGEST_ANSWER
          && body.source().read(whole, LARGEST_ANSWER + 1 - whole.size()) != -1) {}
    }
    if (whole.size() > LARGEST_ANSWER) {
      byte[] head = whole.readByteArray(BodyText.LIMIT + 1L);
      throw decoder.unusable(
          request,
          response,
          BodyText.of(head),
          new IOException("the body is larger than " + LARGEST_ANSWER + " bytes"));
    }
    // Not kept as a buffer: its pooled segment would be lost with each call.
    byte[] bytes = whole.readByteArray();
    try {
      Object value = answers.read(method, ResponseBody.create(bytes, null));
      CallState state = CallState.of(request);
      Request shown = state == null ? request : state.withoutKey(request);
      return AuthInterceptor.answerTo(shown, response)
          .body(new DecodedBody(body, bytes, value))
          .build();
    } catch (IOException | RuntimeException unusable) {
      throw decoder.unusable(request, response, BodyText.of(bytes), unusable);
    }
  }

  private static boolean decodes(Method method) {
    return AnswerReader.bodyType(method.getGenericReturnType()) != ResponseBody.class;
  }
}
