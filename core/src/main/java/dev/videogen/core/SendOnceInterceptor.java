package dev.videogen.core;

import dev.videogen.core.endpoint.Billable;
import dev.videogen.core.endpoint.Endpoint;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * Keeps everything below from sending a {@link Billable} request twice. Its body becomes one-shot,
 * so that OkHttp repeats it neither on 408 nor on 503 nor after a lost connection; and it travels
 * on a connection of its own, because a pooled one may be dead without anybody knowing. It refuses
 * to send such a request again within one attempt, unless the service refused it.
 *
 * <p>A request that comes from no Retrofit interface counts as billable unless it is GET or HEAD.
 * Thread-safe. It may be added to any client, below the interceptors that change bodies.
 */
public final class SendOnceInterceptor implements Interceptor {
  /** Makes the guard; it has no settings. */
  public SendOnceInterceptor() {}

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    if (!Endpoint.of(request).billable()) {
      return chain.proceed(request);
    }
    Wire wire = Wire.of(chain.call());
    if (wire.holdsUnsettledRequest()) {
      throw new IOException(
          "an interceptor tried to send a billable request again, after it may have been received");
    }
    Response response = proceed(chain, request);
    if (response.code() >= 400 && response.code() < 500 && response.code() != 408) {
      wire.settle();
    }
    return response;
  }

  /** Sends a billable request so that nothing below can repeat it. */
  static Response proceed(Chain chain, Request request) throws IOException {
    // Nothing idle is kept, so nothing is reused; one pool per request, so that one broken HTTP/2
    // connection can't take several paid calls with it.
    ConnectionPool fresh = new ConnectionPool(0, 1, TimeUnit.NANOSECONDS);
    return chain.withConnectionPool(fresh).proceed(oneShot(request));
  }

  private static Request oneShot(Request request) {
    RequestBody body = request.body();
    if (body == null) {
      if (Endpoint.isSafe(request.method())) {
        return request;
      }
      // OkHttp repeats freely what has no body to be one-shot.
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
