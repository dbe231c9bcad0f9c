package dev.videogen.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A bare client whose every connection is watched. After the test nothing may be held, queued, or
 * have killed a thread.
 */
public final class CleanExit implements BeforeEachCallback, AfterEachCallback {
  private final AtomicInteger held = new AtomicInteger();
  private final List<Throwable> uncaught = Collections.synchronizedList(new ArrayList<>());
  private final Dispatcher dispatcher = new Dispatcher();
  private final ConnectionPool pool = new ConnectionPool();
  private Thread.UncaughtExceptionHandler before;

  private final OkHttpClient client =
      new OkHttpClient.Builder()
          .dispatcher(dispatcher)
          .connectionPool(pool)
          .eventListener(
              new EventListener() {
                @Override
                public void connectionAcquired(Call call, Connection connection) {
                  held.incrementAndGet();
                }

                @Override
                public void connectionReleased(Call call, Connection connection) {
                  held.decrementAndGet();
                }
              })
          .build();

  public OkHttpClient client() {
    return client;
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> uncaught.add(thrown));
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    ExecutorService threads = dispatcher.executorService();
    threads.shutdown();
    assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).as("threads ended").isTrue();
    Thread.setDefaultUncaughtExceptionHandler(before);
    assertThat(uncaught).as("exceptions that killed a thread").isEmpty();
    assertThat(dispatcher.queuedCallsCount()).as("queued calls").isZero();
    assertThat(dispatcher.runningCallsCount()).as("running calls").isZero();
    assertThat(held).as("connections held").hasValue(0);
    assertThat(pool.connectionCount()).as("busy connections").isEqualTo(pool.idleConnectionCount());
    pool.evictAll();
  }
}
