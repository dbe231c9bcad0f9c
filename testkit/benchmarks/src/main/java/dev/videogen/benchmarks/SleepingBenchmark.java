package dev.videogen.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import retrofit2.Call;
import retrofit2.Callback;

/** What {@link WaitingBenchmark} would show if an interceptor slept, as is often done. */
final class SleepingBenchmark {
  private static final int SLEEPERS = 50;

  private SleepingBenchmark() {}

  /** Prints its rows; takes the server's URL. */
  public static void main(String[] args) throws Exception {
    Child.endWithParent();
    run(args[0], "few", "an interceptor that sleeps", new Dispatcher(), SLEEPERS);
    Dispatcher raised = new Dispatcher();
    raised.setMaxRequests(WaitingBenchmark.CALLS);
    raised.setMaxRequestsPerHost(WaitingBenchmark.CALLS);
    run(
        args[0],
        "many",
        "an interceptor that sleeps, limits raised",
        raised,
        WaitingBenchmark.CALLS);
  }

  private static void run(String url, String prefix, String name, Dispatcher dispatcher, int calls)
      throws Exception {
    OkHttpClient http =
        new OkHttpClient.Builder()
            .dispatcher(dispatcher)
            .readTimeout(0, TimeUnit.SECONDS)
            .addInterceptor(
                chain -> {
                  Response response = chain.proceed(chain.request());
                  if (response.code() == 429) {
                    response.close();
                    sleepOneSecond();
                    return chain.proceed(chain.request());
                  }
                  return response;
                })
            .build();
    BareApi api = BareApi.create(http, url);
    ManagementFactory.getThreadMXBean().resetPeakThreadCount();
    double seconds =
        WaitingBenchmark.time(calls, id -> future(api.videoStatus("once-" + prefix + id)));
    Row.info(
            Row.text("%,d such reads by %s", calls, name),
            Row.text(
                "%.1f s, %,d threads",
                seconds, ManagementFactory.getThreadMXBean().getPeakThreadCount()))
        .print();
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }

  private static <T> CompletableFuture<T> future(Call<T> call) {
    CompletableFuture<T> future = new CompletableFuture<>();
    call.enqueue(
        new Callback<T>() {
          @Override
          public void onResponse(Call<T> of, retrofit2.Response<T> response) {
            future.complete(response.body());
          }

          @Override
          public void onFailure(Call<T> of, Throwable failure) {
            future.completeExceptionally(failure);
          }
        });
    return future;
  }

  private static void sleepOneSecond() throws IOException {
    try {
      Thread.sleep(1000);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException(interrupted);
    }
  }
}
