package dev.videogen.benchmarks;

import com.sun.management.ThreadMXBean;
import dev.videogen.core.ClientBuilder;
import dev.videogen.core.observe.CallObserver;
import dev.videogen.core.throttle.Throttle;
import dev.videogen.nanobanana.NanoBananaApi;
import dev.videogen.nanobanana.NanoBananaClient;
import dev.videogen.nanobanana.TextToVideoRequest;
import dev.videogen.nouvel.NouvelApi;
import dev.videogen.nouvel.NouvelClient;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.Callable;
import okhttp3.OkHttpClient;

/**
 * Bytes per successful call of the shipped clients, over bare Retrofit and Moshi with the same
 * fields, on the same memory sockets, with the responses that the services document.
 */
final class BytesBenchmark {
  private static final double MOST = 1500;
  private static final double MOST_OBSERVED = 300;
  private static final int WARM_UP = 100_000;
  private static final int CALLS = 10_000;
  private static final int ROUNDS = 5;
  private static final String URL = "http://127.0.0.1/";
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private BytesBenchmark() {}

  /** Prints its rows. */
  public static void main(String[] args) throws Exception {
    Child.endWithParent();
    videoStatus();
    job("running", Samples.RUNNING_JOB);
    job("partial", Samples.PARTIAL_JOB);
    textToVideo();
    observed();
  }

  /** What an observer adds that does nothing but exist, over the same client without one. */
  private static void observed() throws Exception {
    OkHttpClient http = http(Samples.VIDEO_STATUS);
    NanoBananaApi alone = nanobanana(http).api();
    NanoBananaApi followed =
        nanobanana().client(http).addObserver((call, tags) -> new CallObserver() {}).build().api();
    double without = bytes(() -> alone.videoStatus("vid_a1b2c3d4e5f6").execute());
    double with = bytes(() -> followed.videoStatus("vid_a1b2c3d4e5f6").execute());
    Row.atMost("bytes that one observer adds", with - without, MOST_OBSERVED, "%,.0f").print();
  }

  private static void videoStatus() throws Exception {
    OkHttpClient http = http(Samples.VIDEO_STATUS);
    BareApi bare = BareApi.create(http, URL);
    NanoBananaApi ours = nanobanana(http).api();
    compare(
        "videoStatus",
        () -> bare.videoStatus("vid_a1b2c3d4e5f6").execute().body(),
        () -> ours.videoStatus("vid_a1b2c3d4e5f6").execute());
  }

  private static void job(String state, String sample) throws Exception {
    OkHttpClient http = http(sample);
    BareApi bare = BareApi.create(http, URL);
    NouvelApi ours =
        NouvelClient.builder()
            .apiKey("nvl_benchmark")
            .client(http)
            .baseUrl(URL)
            .throttle(Throttle.none())
            .build()
            .api();
    String id = "550e8400-e29b-41d4-a716-446655440000";
    compare("job, " + state, () -> bare.job(id).execute().body(), () -> ours.job(id).execute());
  }

  private static void textToVideo() throws Exception {
    OkHttpClient http = http(Samples.GENERATED_VIDEO);
    BareApi bare = BareApi.create(http, URL);
    NanoBananaApi ours = nanobanana(http).api();
    BareApi.Order order = new BareApi.Order("A street food vendor", "720p", 5);
    TextToVideoRequest request = TextToVideoRequest.builder("A street food vendor").build();
    double plain = bytes(() -> bare.textToVideo(order).execute().body());
    double own = bytes(() -> ours.textToVideo(request).execute());
    Row.info(
            "bytes of the paid textToVideo, on a connection of its own",
            Row.text("%,.0f, bare on a pooled one %,.0f", own, plain))
        .print();
  }

  private static NanoBananaClient nanobanana(OkHttpClient http) {
    return nanobanana().client(http).build();
  }

  private static ClientBuilder<NanoBananaClient> nanobanana() {
    return NanoBananaClient.builder()
        .apiKey("nb_benchmark")
        .baseUrl(URL)
        .throttle(Throttle.none());
  }

  private static OkHttpClient http(String sample) {
    return new OkHttpClient.Builder()
        .socketFactory(MemorySocket.factory(Samples.ok(sample)))
        .build();
  }

  private static void compare(String name, Callable<?> bare, Callable<?> ours) throws Exception {
    double plain = bytes(bare);
    double own = bytes(ours);
    Row.info("bytes of " + name, Row.text("%,.0f, bare %,.0f", own, plain)).print();
    Row.atMost("bytes of " + name + ", over bare", own - plain, MOST, "%,.0f").print();
  }

  /** The median of some rounds: a round may fall into one of the compiler's. */
  private static double bytes(Callable<?> call) throws Exception {
    for (int i = 0; i < WARM_UP; i++) {
      call.call();
    }
    double[] rounds = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      long before = allocated();
      for (int i = 0; i < CALLS; i++) {
        call.call();
      }
      rounds[round] = (allocated() - before) / (double) CALLS;
    }
    Arrays.sort(rounds);
    return rounds[ROUNDS / 2];
  }

  /** By all threads: timers are part of the cost. */
  private static long allocated() {
    long all = 0;
    for (long bytes : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())) {
      all += Math.max(0, bytes);
    }
    return all;
  }
}
