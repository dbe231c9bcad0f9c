package dev.videogen.core.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.Headers;
import okio.Buffer;
import org.junit.jupiter.api.Test;

class ResumedDownloadTest extends DownloadFixture {
  @Test
  void aBrokenTransferGoesOnWhereItBrokeOff() throws Exception {
    server.enqueue(broken(100_000));
    server.enqueue(rest(100_000));
    video().execute();

    assertThat(Files.readAllBytes(target)).isEqualTo(FILE);
    assertThat(time.pauses()).containsExactly(Duration.ofSeconds(1));
    server.takeRequest();
    RecordedRequest second = server.takeRequest();
    assertThat(second.getHeaders().get("Range")).isEqualTo("bytes=100000-");
    assertThat(second.getHeaders().get("If-Range")).isEqualTo("\"v1\"");
  }

  @Test
  void aServerThatKnowsNoRangesSendsItAll() throws Exception {
    server.enqueue(broken(100_000));
    server.enqueue(ok(FILE).build());
    video().execute();

    assertThat(Files.readAllBytes(target)).isEqualTo(FILE);
  }

  @Test
  void anotherStateOfTheFileIsNotMixedIn() throws Exception {
    byte[] other = new byte[200_000];
    server.enqueue(broken(100_000));
    server.enqueue(rest(100_000).newBuilder().setHeader("ETag", "\"v2\"").build());
    server.enqueue(ok(other).setHeader("ETag", "\"v2\"").build());
    video().execute();

    assertThat(Files.readAllBytes(target)).isEqualTo(other);
  }

  @Test
  void aRangeOtherThanAskedForIsNotMixedIn() throws Exception {
    server.enqueue(broken(100_000));
    server.enqueue(rest(50_000));
    server.enqueue(ok(FILE).build());
    video().execute();

    assertThat(Files.readAllBytes(target)).isEqualTo(FILE);
  }

  @Test
  void aWeakTagPromisesNothingSoItStartsOver() throws Exception {
    server.enqueue(broken(100_000).newBuilder().setHeader("ETag", "W/\"v1\"").build());
    server.enqueue(ok(FILE).build());
    video().execute();

    assertThat(Files.readAllBytes(target)).isEqualTo(FILE);
    server.takeRequest();
    assertThat(server.takeRequest().getHeaders().get("Range")).isNull();
  }

  @Test
  void a416OnAWholeFileIsTheEnd() throws Exception {
    server.enqueue(broken(FILE.length).newBuilder().setHeader("Content-Length", 300_001).build());
    server.enqueue(
        new MockResponse.Builder().code(416).addHeader("Content-Range", "bytes */300000").build());
    video().execute();

    assertThat(Files.readAllBytes(target)).isEqualTo(FILE);
  }

  @Test
  void a416OnAnythingElseStartsOver() throws Exception {
    server.enqueue(broken(100_000));
    server.enqueue(
        new MockResponse.Builder().code(416).addHeader("Content-Range", "bytes */50").build());
    server.enqueue(ok(FILE).build());
    video().execute();

    assertThat(Files.readAllBytes(target)).isEqualTo(FILE);
  }

  @Test
  void aServerThatSendsLessThanTheRestIsAskedForMore() throws Exception {
    server.enqueue(broken(100_000));
    server.enqueue(
        ok(Arrays.copyOfRange(FILE, 100_000, 150_000))
            .code(206)
            .addHeader("Content-Range", "bytes 100000-149999/" + FILE.length)
            .build());
    server.enqueue(rest(150_000));
    video().execute();

    assertThat(Files.readAllBytes(target)).isEqualTo(FILE);
  }

  @Test
  void startingOverIsNoProgressHoweverFarItGets() {
    for (int i = 0; i < 10; i++) {
      server.enqueue(
          broken(i % 2 == 0 ? 150_000 : 100_000).newBuilder().removeHeader("ETag").build());
    }
    assertThat(failure(video()).received()).isPositive();
    assertThat(server.getRequestCount()).isEqualTo(4);
  }

  @Test
  void aServerThatSendsOneBytePerAttemptIsGivenUp() {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            String range = request.getHeaders().get("Range");
            int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
            MockResponse rest = from == 0 ? broken(1) : rest(from);
            return rest.newBuilder()
                .body(new Buffer().write(FILE, from, 1))
                .setHeader("Content-Length", FILE.length - from)
                .onResponseEnd(new SocketEffect.CloseSocket())
                .build();
          }
        });

    assertThat(failure(video()).received()).isEqualTo(4);
    assertThat(server.getRequestCount()).isEqualTo(4);
  }

  @Test
  void aTagThatNoRequestMayHoldPromisesNothing() throws Exception {
    MockResponse broken = broken(100_000);
    Headers.Builder headers = broken.getHeaders().newBuilder().removeAll("ETag");
    headers.addUnsafeNonAscii("ETag", "\"\u00e9\"");
    server.enqueue(broken.newBuilder().headers(headers.build()).build());
    server.enqueue(ok(FILE).build());
    video().execute();

    assertThat(Files.readAllBytes(target)).isEqualTo(FILE);
  }
}
