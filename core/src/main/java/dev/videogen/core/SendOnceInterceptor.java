package dev.videogen.core;

import dev.videogen.core.endpoint.Billable;
import dev.videogen.core.endpoint.Endpoint;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * Keeps everything below from sending a {@link Billable} request twice. Its body becomes one-shot,
 * so that OkHttp retries it neither on 408 nor on 503 nor after a lost connection; and it travels
 * on a connection of its own, because a pooled one may be dead unnoticed. It refuses to send such a
 * request once more, from whatever thread and through whatever clone of the call, unless the
 * service refused it.
 *
 * <p>A request that comes from no Retrofit interface counts as billable unless it is GET or HEAD.
 * Thread-safe. It may be added to any client, below the interceptors that change bodies.
 *
 * <pre>{@code
 * OkHttpClient client = new OkHttpClient.Builder().addInterceptor(new SendOnceInterceptor()).build();
 * }</pre>
 */
public final class SendOnceInterceptor implements Interceptor {
  /** Makes the guard; it has no settings. */
  public SendOnceInterceptor() {}

  @Override
  public Response intercept(Chain chain) throws IOException {
    return guard(chain, chain.request(), CallContext.of(chain));
  }

  static Response guard(Chain chain, Request request, CallContext context) throws IOException {
    boolean guardedAbove = request.body() instanceof OneShotBody;
    if (!context.billable || guardedAbove) {
      return chain.proceed(request);
    }
    SentRequests sent = context.sent;
    sent.listenTo(chain.call());
    if (!sent.claim()) {
      throw new IOException(
          "an interceptor tried to send a paid request once more, though it may have been received");
    }
    Response response = null;
    try {
      response = OwnConnection.proceed(chain, oneShot(request));
      return response;
    } finally {
      if (response == null) {
        sent.failed();
      } else {
        sent.responded(response.code());
      }
    }
  }

  private static Request oneShot(Request request) {
    RequestBody body = request.body();
    if (body == null) {
      if (Endpoint.isSafe(request.method())) {
        return request;
      }
      // OkHttp retries freely what has no body to be one-shot.
      body = RequestBody.EMPTY;
    }
    return request.newBuilder().method(request.method(), new OneShotBody(body)).build();
  }

  private static final class OneShotBody extends RequestBody {
    private final RequestBody body;

    OneShotBody(RequestBody body) {
      this.body = body;
    }

    @Override
    public @Nullable MediaType contentType() {
      return body.contentType();
    }

    @Override
    public long contentLength() throws IOException {
      return body.contentLength();
    }

    @Override
    public boolean isOneShot() {
      return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      body.writeTo(sink);
    }
  }
}
