package dev.videogen.core.download;

import static org.assertj.core.api.Assertions.assertThat;

import dev.videogen.core.download.DownloadFailedException.Kind;
import java.nio.file.Files;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnusableResponseTest extends DownloadFixture {
  @ParameterizedTest
  @ValueSource(strings = {"text/html; charset=utf-8", "application/json", "text/plain"})
  void whatIsNoFileIsRefused(String type) throws Exception {
    server.enqueue(ok(FILE).setHeader("Content-Type", type).build());
    assertThat(failure(video())).hasMessageContaining("not a file");
    assertThat(files()).isEmpty();
  }

  @Test
  void anEmptyFileIsRefused() throws Exception {
    server.enqueue(ok(new byte[0]).build());
    assertThat(failure(video())).hasMessageContaining("the file is empty");
    assertThat(files()).isEmpty();
  }

  @Test
  void aFileThatIsTooLargeIsRefusedByItsLengthOrWhileItComes() throws Exception {
    server.enqueue(ok(FILE).build());
    assertThat(failure(video().maxBytes(299_999)))
        .hasMessageContaining("300000 bytes or more, at most 299999");
    server.enqueue(new MockResponse.Builder().chunkedBody(new Buffer().write(FILE), 8_000).build());
    assertThat(failure(video().maxBytes(299_999))).hasMessageContaining("at most 299999");
    assertThat(files()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 304, 400, 401, 403, 404, 410})
  void aUrlThatIsNoLongerGoodIsNotAskedTwice(int status) throws Exception {
    server.enqueue(new MockResponse.Builder().code(status).build());
    assertThat(failure(video()).status()).isEqualTo(status);
    assertThat(server.getRequestCount()).isEqualTo(1);
    assertThat(files()).isEmpty();
  }

  private static MockResponse.Builder untilItCloses() {
    return ok(FILE).removeHeader("Content-Length").onResponseEnd(new SocketEffect.CloseSocket());
  }

  @Test
  void aFileThatMayBeCutIsRefused() throws Exception {
    server.enqueue(untilItCloses().build());
    DownloadFailedException failure = failure(video());

    assertThat(failure.kind()).isEqualTo(Kind.RESPONSE);
    assertThat(failure).hasMessageContaining("doesn't say how long the file is");
    assertThat(files()).isEmpty();
  }

  @Test
  void aFileThatMayBeCutIsTakenIfAllowed() throws Exception {
    server.enqueue(untilItCloses().build());
    video().allowUnknownLength(true).execute();

    assertThat(Files.readAllBytes(target)).isEqualTo(FILE);
  }

  @ParameterizedTest
  @CsvSource({"HTTP_2,", "HTTP_1_1,chunked"})
  void aBodyThatTellsItsEndNeedsNoLength(Protocol protocol, String coding) throws Exception {
    Response.Builder response =
        new Response.Builder()
            .request(new Request.Builder().url("https://files.example/").build())
            .protocol(protocol)
            .code(200)
            .message("")
            .body(ResponseBody.create(new Buffer(), null, -1));
    if (coding != null) {
      response.header("Transfer-Encoding", coding);
    }
    new FileResponse(response.build()).requireUsable(-1, DownloadSettings.DEFAULT);
  }

  @Test
  void aCodedFileIsRefused() throws Exception {
    server.enqueue(ok(FILE).addHeader("Content-Encoding", "gzip").build());

    assertThat(failure(video())).hasMessageContaining("coded as gzip");
    assertThat(files()).isEmpty();
  }
}
