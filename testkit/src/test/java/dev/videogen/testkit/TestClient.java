package dev.videogen.testkit;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** A bare HTTP client for one server, which repeats nothing by itself and follows nothing. */
final class TestClient implements AutoCloseable {
  final OkHttpClient http;
  private final VideogenServer server;

  TestClient(VideogenServer server) {
    this.server = server;
    this.http =
        new OkHttpClient.Builder()
            .sslSocketFactory(server.sslSocketFactory(), server.trustManager())
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .readTimeout(20, TimeUnit.SECONDS)
            .callTimeout(20, TimeUnit.SECONDS)
            .build();
  }

  private TestClient(VideogenServer server, OkHttpClient http) {
    this.server = server;
    this.http = http;
  }

  /** The same with little patience, to end what would never end by itself. */
  TestClient impatient() {
    return new TestClient(
        server,
        http.newBuilder()
            .readTimeout(300, TimeUnit.MILLISECONDS)
            .callTimeout(700, TimeUnit.MILLISECONDS)
            .build());
  }

  Reply get(String path) throws IOException {
    return send(request(path).get().build());
  }

  Reply post(String path, String json) throws IOException {
    return send(request(path).post(body(json)).build());
  }

  Reply send(Request request) throws IOException {
    try (Response response = http.newCall(request).execute()) {
      return new Reply(response.code(), response.headers(), response.body().string());
    }
  }

  /** A request below the base URL, with the server's key. */
  Request.Builder request(String path) {
    HttpUrl url = Objects.requireNonNull(server.url().resolve(path));
    return new Request.Builder().url(url).header("Authorization", "Bearer " + server.key());
  }

  /** Once only, so that OkHttp cannot send it a second time by itself. */
  static RequestBody body(String json) {
    RequestBody body = RequestBody.create(json, MediaType.get("application/json"));
    return new RequestBody() {
      @Override
      public MediaType contentType() {
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
      public void writeTo(okio.BufferedSink sink) throws IOException {
        body.writeTo(sink);
      }
    };
  }

  @Override
  public void close() {
    http.connectionPool().evictAll();
    http.dispatcher().executorService().shutdown();
  }

  record Reply(int status, Headers headers, String body) {
    Map<String, Object> json() {
      return Objects.requireNonNull(Json.parseObject(body), body);
    }
  }
}
