package dev.videogen.testkit.readme;

import com.squareup.moshi.Moshi;
import com.squareup.moshi.Types;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.ByteString;

/** Somebody's code that sells video ads: what the samples test. Plain OkHttp, no client of ours. */
final class AdShop {
  private final OkHttpClient http =
      new OkHttpClient.Builder()
          .retryOnConnectionFailure(false)
          .readTimeout(Duration.ofSeconds(2))
          .build();
  private final HttpUrl baseUrl;
  private final String key;
  private final Consumer<Duration> wait;
  private final Set<String> told = new HashSet<>();

  AdShop(HttpUrl baseUrl, String key, Consumer<Duration> wait) {
    this.baseUrl = baseUrl;
    this.key = key;
    this.wait = wait;
  }

  /** Orders three ads, waiting out a rate limit once, and returns the job's id. */
  String order(String product) throws IOException {
    String body =
        "{\"urls\":[\""
            + product
            + "\"],\"variantCount\":3,\"webhookUrl\":\"https://shop.example/webhooks\"}";
    Request request =
        request("generate")
            .post(RequestBody.create(body, MediaType.get("application/json")))
            .build();
    for (boolean again = true; ; again = false) {
      try (Response response = http.newCall(request).execute()) {
        String seconds = response.header("Retry-After");
        if (!again || response.code() != 429 || seconds == null) {
          return (String) read(response).get("jobId");
        }
        wait.accept(Duration.ofSeconds(Long.parseLong(seconds)));
      }
    }
  }

  /** Polls until the job has ended, and downloads those videos that got done. */
  List<byte[]> collect(String job) throws IOException {
    Map<String, Object> state = poll(job);
    while (List.of("pending", "running").contains(state.get("status"))) {
      wait.accept(Duration.ofSeconds(10));
      state = poll(job);
    }
    List<byte[]> films = new ArrayList<>();
    for (Object detail : (List<?>) state.get("completedDetails")) {
      Map<?, ?> video = (Map<?, ?>) detail;
      if ("completed".equals(video.get("status"))) {
        Request download = new Request.Builder().url((String) video.get("finalOutputUrl")).build();
        try (Response response = http.newCall(download).execute()) {
          films.add(response.body().bytes());
        }
      }
    }
    return films;
  }

  /** Whether a webhook is genuine and tells something new. */
  boolean accept(byte[] body, String signature, String secret) throws IOException {
    ByteString given =
        signature.length() == 64 ? ByteString.decodeHex(signature) : ByteString.EMPTY;
    ByteString right = ByteString.of(body).hmacSha256(ByteString.encodeUtf8(secret));
    if (!MessageDigest.isEqual(given.toByteArray(), right.toByteArray())) {
      return false;
    }
    Map<String, Object> event = parse(ByteString.of(body).utf8());
    return told.add(event.get("jobId") + " " + event.get("status"));
  }

  private Map<String, Object> poll(String job) throws IOException {
    try (Response response = http.newCall(request("jobs/" + job).build()).execute()) {
      return read(response);
    }
  }

  private static Map<String, Object> read(Response response) throws IOException {
    Map<String, Object> json = parse(response.body().string());
    if (!response.isSuccessful()) {
      throw new IOException(response.code() + " " + json.getOrDefault("reason", json.get("error")));
    }
    return json;
  }

  private static Map<String, Object> parse(String json) throws IOException {
    return Objects.requireNonNull(
        new Moshi.Builder()
            .build()
            .<Map<String, Object>>adapter(
                Types.newParameterizedType(Map.class, String.class, Object.class))
            .fromJson(json));
  }

  private Request.Builder request(String path) {
    return new Request.Builder()
        .url(Objects.requireNonNull(baseUrl.resolve(path)))
        .header("Authorization", "Bearer " + key);
  }
}
