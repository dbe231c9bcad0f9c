package dev.videogen.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaServerTest {
  private final NanoBananaServer server = NanoBananaServer.start();
  private final MediaServer media = server.media();
  private final OkHttpClient http = new OkHttpClient();

  @AfterEach
  void stop() {
    http.connectionPool().evictAll();
    server.close();
  }

  @Test
  void filmIsServedFromAnotherOrigin() throws IOException {
    try (Response response = send(request("videos/any.mp4"))) {
      assertThat(response.body().bytes()).isEqualTo(SampleVideo.bytes());
      assertThat(response.header("Content-Type")).isEqualTo("video/mp4");
      assertThat(response.header("Accept-Ranges")).isEqualTo("bytes");
    }
    assertThat(media.url("").port()).isNotEqualTo(server.url().port());
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=2-4, 206, 234, bytes 2-4/10",
    "bytes=7-, 206, 789, bytes 7-9/10",
    "bytes=-3, 206, 789, bytes 7-9/10",
    "bytes=-30, 206, 0123456789, bytes 0-9/10",
    "bytes=8-99, 206, 89, bytes 8-9/10",
    "bytes=10-, 416, '', bytes */10",
    "bytes=-, 200, 0123456789,",
    "'bytes=0-1,3-4', 200, 0123456789,",
    "nonsense, 200, 0123456789,",
  })
  void partsAreServed(String range, int status, String body, String contentRange)
      throws IOException {
    media.put("digits", "0123456789".getBytes(StandardCharsets.UTF_8), "text/plain");

    try (Response response = send(request("digits").header("Range", range))) {
      assertThat(response.code()).isEqualTo(status);
      assertThat(response.body().string()).isEqualTo(body);
      assertThat(response.header("Content-Range")).isEqualTo(contentRange);
    }
  }

  @Test
  void partOfAChangedFileIsTheWholeNewFile() throws IOException {
    String etag;
    try (Response response = send(request("videos/a.mp4"))) {
      etag = response.header("ETag");
    }
    Request.Builder part =
        request("videos/a.mp4").header("Range", "bytes=100-").header("If-Range", etag);

    try (Response response = send(part)) {
      byte[] film = SampleVideo.bytes();
      assertThat(response.code()).isEqualTo(206);
      assertThat(response.body().bytes()).isEqualTo(Arrays.copyOfRange(film, 100, film.length));
    }
    media.put("videos/a.mp4", new byte[] {1, 2, 3}, "video/mp4");
    try (Response response = send(part)) {
      assertThat(response.code()).isEqualTo(200);
      assertThat(response.body().bytes()).containsExactly(1, 2, 3);
    }
  }

  @Test
  void headTellsTheLengthAndSendsNothing() throws IOException {
    try (Response response = send(request("videos/a.mp4").head())) {
      assertThat(response.header("Content-Length"))
          .isEqualTo(Integer.toString(SampleVideo.bytes().length));
      assertThat(response.body().bytes()).isEmpty();
    }
    try (Response response = send(request("videos/a.mp4"))) {
      assertThat(response.code()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Authorization, Bearer x, a.mp4",
    "X-API-Key, x, a.mp4",
    "Accept, '*/*', a.mp4?api_key=x"
  })
  void anyCredentialIsNoticed(String header, String value, String path) throws IOException {
    send(request(path).header(header, value)).close();

    assertThatThrownBy(media::assertNoCredentials)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("a credential arrived with\nGET /a.mp4")
        .hasMessageNotContaining("Bearer x");
  }

  @Test
  void downloadsGoWrongByScript() throws IOException {
    media.onDownload().respond(Fault.TRUNCATED_BODY);

    try (Response response = send(request("videos/a.mp4"))) {
      assertThatThrownBy(() -> response.body().bytes()).isInstanceOf(IOException.class);
    }
    try (Response response = send(request("none.txt"))) {
      assertThat(response.code()).isEqualTo(404);
    }
    media.assertNoCredentials();
  }

  private Request.Builder request(String path) {
    return new Request.Builder().url(media.url(path));
  }

  private Response send(Request.Builder request) throws IOException {
    return http.newCall(request.build()).execute();
  }
}
