package dev.videogen.nanobanana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.videogen.core.errors.NotFoundException;
import dev.videogen.core.poll.PollTimeoutException;
import dev.videogen.core.poll.Wait;
import dev.videogen.core.testing.RecordedTime;
import dev.videogen.testkit.Fault;
import dev.videogen.testkit.NanoBananaServer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AwaitVideoTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final NanoBananaServer server = NanoBananaServer.start();
  private final RecordedTime time = new RecordedTime();
  private final NanoBananaClient client =
      NanoBananaClient.builder()
          .apiKey(server.key())
          .baseUrl(server.url())
          .backoff(policy -> policy.withMaxAttempts(1))
          .time(time)
          .build();

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  private Video await(Mode mode, String id, Duration deadline) throws Exception {
    Wait<Video, Video> wait = client.awaitVideo(id).deadline(deadline);
    return mode == Mode.BLOCKING ? wait.execute() : Mode.join(wait.executeAsync());
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void itPollsThroughUnknownStatesAndPassingTroubleUntilTheEnd(Mode mode) throws Exception {
    server.addVideo("vid_1", "pending", "upscaling", "upscaling", "completed");
    // The lost answer was the one that said "upscaling" for the first time.
    server.onVideoStatus().behave().respond(Fault.HTML_BAD_GATEWAY_502).thenBehave();

    assertThat(await(mode, "vid_1", HOUR).status()).isEqualTo(VideoStatus.COMPLETED);
    assertThat(time.pauses()).extracting(Duration::toSeconds).containsExactly(5L, 10L, 20L, 20L);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aVideoThatFailedIsAValue(Mode mode) throws Exception {
    server.addVideo("vid_1", "failed");
    assertThat(await(mode, "vid_1", HOUR).status()).isEqualTo(VideoStatus.FAILED);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void anUnknownVideoEndsItAtOnce(Mode mode) {
    assertThatThrownBy(() -> await(mode, "vid_9", HOUR)).isInstanceOf(NotFoundException.class);
    assertThat(time.pauses()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void theDeadlineTellsTheLastState(Mode mode) {
    server.addVideo("vid_1", "processing");
    assertThatThrownBy(() -> await(mode, "vid_1", Duration.ofMinutes(1)))
        .isInstanceOf(PollTimeoutException.class)
        .hasMessageContaining("vid_1")
        .hasMessageContaining("processing");
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aBlankIdIsRefused(Mode mode) {
    assertThatThrownBy(() -> await(mode, " ", HOUR))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("video_id");
  }
}
