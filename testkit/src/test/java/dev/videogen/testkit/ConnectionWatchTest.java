package dev.videogen.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectionWatchTest {
  private static final Duration BRIEF = Duration.ofMillis(50);

  private final NouvelServer server = NouvelServer.start();
  private final TestClient plain = new TestClient(server);
  private final ConnectionWatch watch = new ConnectionWatch();
  private final OkHttpClient client = plain.http.newBuilder().eventListenerFactory(watch).build();

  @AfterEach
  void stop() {
    plain.close();
    server.close();
  }

  @Test
  void closedResponseIsNoLeak() throws IOException {
    for (int i = 0; i < 3; i++) {
      call("projects").execute().close();
    }

    watch.assertNothingLeaked();
    assertThat(watch.calls()).isEqualTo(3);
  }

  @Test
  void openResponseIsALeakUntilItIsClosed() throws IOException {
    try (Response response = call("projects?status=secret").execute()) {
      assertThat(response.code()).isEqualTo(200);
      assertThatThrownBy(() -> watch.assertNothingLeaked(BRIEF))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("GET " + server.url() + "projects, which holds a connection")
          .satisfies(it -> assertThat(it.getSuppressed()).hasSize(1))
          .satisfies(
              it ->
                  assertThat(it.getSuppressed()[0].getStackTrace())
                      .anyMatch(frame -> frame.getClassName().equals(getClass().getName())));
      assertThatThrownBy(() -> watch.assertNothingLeaked(BRIEF)).message().doesNotContain("secret");
    }

    watch.assertNothingLeaked();
  }

  @Test
  void failedCallIsNoLeak() {
    server.onProjects().respond(Fault.RESET_MID_BODY).respond(Fault.DROP_AFTER_REQUEST);

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(
              () -> {
                try (Response response = call("projects").execute()) {
                  response.body().string();
                }
              })
          .isInstanceOf(IOException.class);
    }

    watch.assertNothingLeaked();
  }

  @Test
  void callThatGoesOnIsTold() {
    server.onProjects().respond(Fault.STALL_BEFORE_HEADERS);
    Call call = call("projects");
    RecordingCallback callback = new RecordingCallback();
    call.enqueue(callback);

    assertThatThrownBy(() -> watch.assertNothingLeaked(BRIEF)).isInstanceOf(AssertionError.class);

    call.cancel();
    watch.assertNothingLeaked();
    assertThat(callback.outcome()).isInstanceOf(IOException.class);
  }

  private Call call(String path) {
    return client.newCall(plain.request(path).build());
  }
}
