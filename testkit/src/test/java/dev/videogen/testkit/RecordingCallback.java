package dev.videogen.testkit;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Response;

/** The end of an enqueued call, which can be waited for. It closes the response. */
final class RecordingCallback implements Callback {
  private final CompletableFuture<Object> end = new CompletableFuture<>();

  @Override
  public void onFailure(Call call, IOException e) {
    end.complete(e);
  }

  @Override
  public void onResponse(Call call, Response response) {
    response.close();
    end.complete(response);
  }

  /** The exception, or the response. */
  Object outcome() {
    return end.orTimeout(10, TimeUnit.SECONDS).join();
  }
}
