package com.example.acme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.videogen.core.ApiCall;
import dev.videogen.core.ApiClient;
import dev.videogen.core.CleanExit;
import dev.videogen.core.Mode;
import dev.videogen.core.QuickServer;
import dev.videogen.core.TestApi;
import dev.videogen.core.testing.RecordedTime;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What hangs on a future runs where the user says. */
class OwnExecutorTest {
  private static final boolean HAS_VIRTUAL_THREADS = Runtime.version().feature() >= 21;

  @RegisterExtension private final CleanExit clean = new CleanExit();
  @StartStop private final MockWebServer server = QuickServer.create();

  @BeforeEach
  void answersTwice() {
    server.enqueue(new MockResponse.Builder().code(429).build());
    server.enqueue(new MockResponse.Builder().body("{\"url\":\"v\"}").build());
  }

  private Thread callbackThread(Executor executor) throws Exception {
    try (ApiClient client =
        TestApi.client(server, clean).executor(executor).time(new RecordedTime()).build()) {
      ApiCall<TestApi.Answer> call = client.create(TestApi.class).read();
      return Mode.join(call.executeAsync().thenApply(answer -> Thread.currentThread()));
    }
  }

  @Test
  void anExecutorsThreadRunsTheCallback() throws Exception {
    ExecutorService own = Executors.newSingleThreadExecutor(task -> new Thread(task, "shop-1"));
    assertThat(callbackThread(own).getName()).isEqualTo("shop-1");
    own.shutdown();
  }

  @Test
  void oneThatRejectsLosesNothing() throws Exception {
    Executor full =
        task -> {
          throw new RejectedExecutionException("full");
        };
    assertThat(callbackThread(full).getName()).startsWith("videogen-worker");
  }

  @Test
  void oneThatRunsItAtOnceIsRunOnce() throws Exception {
    assertThat(callbackThread(Runnable::run).getName()).startsWith("videogen-worker");
  }

  /**
   * Without the newest JDK's API at compile time; on an older JDK the executor is an ordinary one.
   */
  @Test
  void virtualThreadsRunCallbacks() throws Throwable {
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    ExecutorService each =
        HAS_VIRTUAL_THREADS
            ? (ExecutorService)
                lookup
                    .findStatic(
                        Executors.class,
                        "newVirtualThreadPerTaskExecutor",
                        MethodType.methodType(ExecutorService.class))
                    .invoke()
            : Executors.newCachedThreadPool();
    Thread thread = callbackThread(each);
    each.shutdown();

    boolean virtual =
        HAS_VIRTUAL_THREADS
            && (boolean)
                lookup
                    .findVirtual(Thread.class, "isVirtual", MethodType.methodType(boolean.class))
                    .invoke(thread);
    assertThat(virtual).isEqualTo(HAS_VIRTUAL_THREADS);
  }
}
