package dev.videogen.testkit;

import java.io.IOException;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/**
 * A call of a client of yours, for {@link InterceptorBench#calling}: makes the client on what the
 * bench gives, calls, and closes it.
 */
@FunctionalInterface
public interface BenchCall {
  /**
   * Makes the call, in whatever form. What it throws is the result's failure.
   *
   * @throws Exception as the call does
   */
  void call(Setup bench) throws Exception;

  /** What sees a call once, before its attempts: a method of your own call interceptor's shape. */
  @FunctionalInterface
  interface Step {
    /**
     * The request to send.
     *
     * @throws IOException to refuse the call
     */
    Request intercept(Request request) throws IOException;
  }

  /**
   * What the client is to be built on.
   *
   * @param url where the server is
   * @param key an API key that it knows
   * @param client has the interceptor on the bench, and watches what is sent; the bench shuts it
   *     down
   * @param step what sees each call once, if that is on the bench; else it changes nothing
   */
  record Setup(HttpUrl url, String key, OkHttpClient client, Step step) {}
}
