package dev.videogen.core;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Sends a request on a connection that no other request uses, before or after it: a pooled one may
 * be dead unnoticed, and one broken HTTP/2 connection could take several calls with it.
 */
final class OwnConnection extends EventListener {
  // The keep-alive is long: with a short one OkHttp's thread that closes idle connections spins as
  // long as the call lasts (square/okhttp#6838).
  private final ConnectionPool pool = new ConnectionPool(0, 5, TimeUnit.MINUTES);

  private OwnConnection() {}

  static Response proceed(Interceptor.Chain chain, Request request) throws IOException {
    OwnConnection own = new OwnConnection();
    chain.call().addEventListener(own);
    return chain.withConnectionPool(own.pool).proceed(request);
  }

  /** OkHttp hands an idle connection to the client's pool, which doesn't know this one. */
  @Override
  public void callEnd(Call call) {
    pool.evictAll();
  }

  @Override
  public void callFailed(Call call, IOException failure) {
    pool.evictAll();
  }
}
