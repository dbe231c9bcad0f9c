package dev.videogen.core.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.videogen.core.ApiCall;
import dev.videogen.core.ApiClient;
import dev.videogen.core.ClientBuilder;
import dev.videogen.core.Mode;
import dev.videogen.core.Provider;
import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.DocumentedErrorCode;
import dev.videogen.core.errors.ErrorCatalogue;
import dev.videogen.core.errors.ErrorResponse;
import dev.videogen.core.errors.Failure;
import dev.videogen.core.errors.HookFailedException;
import dev.videogen.core.json.JsonFields;
import dev.videogen.core.testing.RecordedTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import retrofit2.http.GET;

@Timeout(60)
class PollerTest {
  interface Kiln {
    @GET("state")
    ApiCall<JsonFields> state();
  }

  private enum Code implements DocumentedErrorCode {
    UNRECOGNISED;

    @Override
    public boolean matches(ErrorResponse response) {
      return false;
    }

    @Override
    public String advice() {
      return "Ask the potter.";
    }

    @Override
    public ApiException toException(Failure failure) {
      return new ApiException(failure);
    }
  }

  private final MockWebServer server = new MockWebServer();
  private final RecordedTime time = new RecordedTime();
  private ApiClient client;
  private Kiln kiln;
  private Poller poller;

  @BeforeEach
  void start() throws IOException {
    server.start();
    Provider provider =
        Provider.builder("kiln")
            .baseUrl("https://kiln.example/")
            .errors(() -> ErrorCatalogue.builder(Code.UNRECOGNISED).build())
            .build();
    client =
        new ClientBuilder<>(provider, built -> built)
            .apiKey("key")
            .baseUrl(server.url("/"))
            .time(time)
            .build();
    kiln = client.create(Kiln.class);
    poller = new Poller(client);
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private void answer(int... degrees) {
    for (int each : degrees) {
      server.enqueue(new MockResponse.Builder().body("{\"degrees\":" + each + "}").build());
    }
  }

  private Poll.Builder<JsonFields> poll() {
    return Poll.builder("fire", "pot-7", () -> kiln.state())
        .until(state -> "1200".equals(state.text("degrees")))
        .schedule(PollSchedule.of(Duration.ofMinutes(1)))
        .deadline(Duration.ofMinutes(10));
  }

  private Wait<JsonFields, JsonFields> wait(Poll<JsonFields> poll) {
    return poller.waitFor(poll, listener -> listener::accept);
  }

  private JsonFields await(boolean blocking, Poll<JsonFields> poll) throws Exception {
    return run(blocking, wait(poll));
  }

  private static <T> T run(boolean blocking, Wait<T, ?> wait) throws Exception {
    return blocking ? wait.execute() : Mode.join(wait.executeAsync());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void thirdProviderWaitsWithTheSameParts(boolean blocking) throws Exception {
    answer(20, 800, 1200);
    List<String> heard = new ArrayList<>();
    JsonFields last =
        run(
            blocking,
            wait(poll().build())
                .onProgress(state -> heard.add(String.valueOf(state.text("degrees")))));
    assertThat(last.text("degrees")).isEqualTo("1200");
    assertThat(heard).containsExactly("20", "800", "1200");
    assertThat(time.pauses()).hasSize(3).containsOnly(Duration.ofMinutes(1));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void optionsOfOneWaitTakeThePlaceOfThePolls(boolean blocking) throws Exception {
    answer(20, 1200);
    JsonFields last =
        run(
            blocking,
            wait(poll().build())
                .deadline(Duration.ofSeconds(25))
                .schedule(PollSchedule.of(Duration.ofSeconds(20))));
    assertThat(last.text("degrees")).isEqualTo("1200");
    assertThat(time.pauses()).first().isEqualTo(Duration.ofSeconds(20));
    assertThat(time.pauses().get(1)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(5));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void endConditionThatThrowsAnErrorEndsTheWait(boolean blocking) {
    answer(20);
    assertThatThrownBy(
            () ->
                await(
                    blocking,
                    poll()
                        .until(
                            state -> {
                              throw new AssertionError("broken");
                            })
                        .build()))
        .isInstanceOf(HookFailedException.class)
        .hasRootCauseMessage("broken");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void endConditionThatThrowsEndsTheWait(boolean blocking) {
    answer(20);
    HookFailedException failure =
        catchThrowableOfType(
            HookFailedException.class,
            () ->
                await(
                    blocking,
                    poll()
                        .until(
                            state -> {
                              throw new IllegalStateException("broken");
                            })
                        .build()));
    assertThat(failure).hasMessageContaining("the end condition failed");
    assertThat(failure).hasRootCauseMessage("broken");
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void pollThatThrowsEndsTheWait(boolean blocking) {
    Poll<JsonFields> polling =
        Poll.<JsonFields>builder(
                "fire",
                "pot-7",
                () -> {
                  throw new AssertionError("broken");
                })
            .until(state -> true)
            .schedule(PollSchedule.of(Duration.ofMinutes(1)))
            .deadline(Duration.ofMinutes(10))
            .build();
    assertThatThrownBy(() -> await(blocking, polling))
        .isInstanceOf(HookFailedException.class)
        .hasMessageContaining("the poll failed");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void timeOutNamesWhatWasWaitedFor(boolean blocking) {
    answer(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    PollTimeoutException late =
        catchThrowableOfType(
            PollTimeoutException.class,
            () ->
                await(blocking, poll().state(state -> state.text("degrees") + " degrees").build()));
    assertThat(late.id()).isEqualTo("pot-7");
    assertThat(late.polls()).isEqualTo(10);
    assertThat(late.lastState()).isEqualTo("10 degrees");
    assertThat(late.provider()).isEqualTo("kiln");
    assertThat(late.endpoint()).isEqualTo("fire");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aStateThatCannotBeNamedDoesNotHideTheTimeOut(boolean blocking) {
    answer(20, 20);
    Poll<JsonFields> unnamed =
        poll()
            .deadline(Duration.ofSeconds(90))
            .state(
                state -> {
                  throw new IllegalStateException("bug");
                })
            .build();

    assertThat(catchThrowableOfType(PollTimeoutException.class, () -> await(blocking, unnamed)))
        .isNotNull();
  }
}
