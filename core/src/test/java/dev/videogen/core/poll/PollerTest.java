package dev.videogen.core.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.videogen.core.ApiClient;
import dev.videogen.core.ClientBuilder;
import dev.videogen.core.Provider;
import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.ErrorCatalogue;
import dev.videogen.core.errors.ErrorCode;
import dev.videogen.core.errors.ErrorResponse;
import dev.videogen.core.errors.Failure;
import dev.videogen.core.errors.HookFailedException;
import dev.videogen.core.json.JsonFields;
import dev.videogen.core.time.RecordedTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import retrofit2.Call;
import retrofit2.http.GET;
import retrofit2.http.Tag;

@Timeout(60)
class PollerTest {
  interface Kiln {
    @GET("state")
    Call<JsonFields> state(@Tag CallOptions options);
  }

  private enum Code implements ErrorCode {
    UNRECOGNISED;

    @Override
    public boolean matches(ErrorResponse answer) {
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
            .errors(ErrorCatalogue.builder(Code.UNRECOGNISED).build())
            .build();
    client =
        new ClientBuilder<>(provider, built -> built)
            .apiKey("key")
            .baseUrl(server.url("/"))
            .time(time)
            .build();
    kiln = client.create(Kiln.class);
    poller = new Poller("kiln", client.time());
  }

  @AfterEach
  void stop() {
    poller.close();
    client.close();
    server.close();
  }

  private void answer(int... degrees) {
    for (int each : degrees) {
      server.enqueue(new MockResponse.Builder().body("{\"degrees\":" + each + "}").build());
    }
  }

  private Polling.Builder<JsonFields> polling() {
    return Polling.builder("fire", "pot-7", kiln::state)
        .until(state -> "1200".equals(state.text("degrees")))
        .schedule(PollSchedule.of(Duration.ofMinutes(1)))
        .deadline(Duration.ofMinutes(10));
  }

  private JsonFields await(boolean blocking, Polling<JsonFields> polling) throws IOException {
    if (blocking) {
      return poller.await(polling);
    }
    try {
      return poller.awaitAsync(polling).get(20, TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new AssertionError(failed.getCause());
    } catch (InterruptedException | TimeoutException hung) {
      throw new AssertionError(hung);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void thirdProviderWaitsWithTheSameParts(boolean blocking) throws IOException {
    answer(20, 800, 1200);
    List<String> heard = new ArrayList<>();
    JsonFields last =
        await(
            blocking,
            polling()
                .first(() -> heard.add("first"))
                .observer(state -> heard.add(String.valueOf(state.text("degrees"))))
                .build());
    assertThat(last.text("degrees")).isEqualTo("1200");
    assertThat(heard).containsExactly("first", "20", "800", "1200");
    assertThat(time.pauses()).hasSize(3).containsOnly(Duration.ofMinutes(1));
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
                    polling()
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
  void lookThatThrowsEndsTheWait(boolean blocking) {
    Polling<JsonFields> polling =
        Polling.<JsonFields>builder(
                "fire",
                "pot-7",
                options -> {
                  throw new IllegalStateException("broken");
                })
            .until(state -> true)
            .schedule(PollSchedule.of(Duration.ofMinutes(1)))
            .deadline(Duration.ofMinutes(10))
            .build();
    assertThatThrownBy(() -> await(blocking, polling))
        .isInstanceOf(HookFailedException.class)
        .hasMessageContaining("the look failed");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void timeOutNamesWhatWasWaitedFor(boolean blocking) {
    answer(1, 2, 3, 4, 5, 6, 7, 8, 9);
    PollTimeoutException late =
        catchThrowableOfType(
            PollTimeoutException.class,
            () ->
                await(
                    blocking,
                    polling().state(state -> state.text("degrees") + " degrees").build()));
    assertThat(late.id()).isEqualTo("pot-7");
    assertThat(late.polls()).isEqualTo(9);
    assertThat(late.lastState()).isEqualTo("9 degrees");
    assertThat(late.provider()).isEqualTo("kiln");
    assertThat(late.endpoint()).isEqualTo("fire");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 60})
  void deadlineMustLeaveTimeForALook(long seconds) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> polling().deadline(Duration.ofSeconds(seconds)).build())
        .withMessageContaining("must be longer than the pause before the first look, PT1M");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aStateThatCannotBeNamedDoesNotHideTheTimeOut(boolean blocking) {
    answer(20);
    Polling<JsonFields> unnamed =
        polling()
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
