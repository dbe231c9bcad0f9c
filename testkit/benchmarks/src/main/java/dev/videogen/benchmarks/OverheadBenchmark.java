package dev.videogen.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.squareup.moshi.Moshi;
import dev.videogen.core.endpoint.Billable;
import java.io.IOException;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import retrofit2.Call;
import retrofit2.Retrofit;
import retrofit2.converter.moshi.MoshiConverterFactory;
import retrofit2.http.Body;
import retrofit2.http.GET;
import retrofit2.http.POST;

/** Bytes and time per successful call, over bare Retrofit and Moshi on the same memory sockets. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 8, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class OverheadBenchmark {
  private static final double MOST_BYTES = 2048;
  private static final String BODY =
      "{\"id\":\"vid_a1b2c3d4e5f6\",\"url\":\"https://cdn.example/videos/vid_a1b2c3.mp4\",\"credits\":7}";
  private static final byte[] ANSWER =
      ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
              + BODY.length()
              + "\r\n\r\n"
              + BODY)
          .getBytes(UTF_8);

  /** An order. */
  public record Order(String prompt) {}

  /** An answer. */
  public record Clip(String id, String url, int credits) {}

  /** As bare Retrofit has it. */
  public interface BareApi {
    /** Reads. */
    @GET("read")
    Call<Clip> read();
  }

  /** The same on our chain. */
  public interface ChainApi {
    /** Reads. */
    @GET("read")
    Clip read() throws IOException;

    /** Buys. */
    @Billable
    @POST("buy")
    Clip buy(@Body Order order) throws IOException;
  }

  private final OkHttpClient http =
      new OkHttpClient.Builder().socketFactory(MemorySocket.factory(ANSWER)).build();
  private final BareApi bare =
      new Retrofit.Builder()
          .baseUrl("http://127.0.0.1/")
          .client(http)
          .addConverterFactory(MoshiConverterFactory.create(new Moshi.Builder().build()))
          .build()
          .create(BareApi.class);
  private final ChainApi chain =
      BenchProvider.client()
          .baseUrl("http://127.0.0.1/")
          .client(http)
          .build()
          .create(ChainApi.class);
  private final Order order = new Order("a cat");

  /** Bare Retrofit and Moshi. */
  @Benchmark
  public Object bareRead() throws IOException {
    return bare.read().execute().body();
  }

  /** The whole chain. */
  @Benchmark
  public Object chainRead() throws IOException {
    return chain.read();
  }

  /** The whole chain, with a connection of its own. */
  @Benchmark
  public Object chainBuy() throws IOException {
    return chain.buy(order);
  }

  /** Runs the benchmark, and fails if the chain takes more than its share. */
  public static void main(String[] args) throws RunnerException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(OverheadBenchmark.class.getSimpleName())
                    .addProfiler("gc")
                    .build())
            .run();
    double bare = bytes(results, "bareRead");
    double chain = bytes(results, "chainRead");
    System.out.printf(
        "bytes per call: bare %.0f, chain %.0f, overhead %.0f, at most %.0f%n",
        bare, chain, chain - bare, MOST_BYTES);
    if (chain - bare > MOST_BYTES) {
      System.exit(1);
    }
  }

  private static double bytes(Collection<RunResult> results, String name) {
    return results.stream()
        .filter(result -> result.getParams().getBenchmark().endsWith("." + name))
        .mapToDouble(result -> result.getSecondaryResults().get("gc.alloc.rate.norm").getScore())
        .findFirst()
        .orElseThrow();
  }
}
