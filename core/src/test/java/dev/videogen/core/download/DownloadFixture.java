package dev.videogen.core.download;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.videogen.core.ApiClient;
import dev.videogen.core.CleanExit;
import dev.videogen.core.QuickServer;
import dev.videogen.core.TestApi;
import dev.videogen.core.testing.RecordedTime;
import dev.videogen.core.time.Timekeeper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A server of files, a client that downloads from it, and a folder to download to. */
@Timeout(60)
abstract class DownloadFixture {
  static final byte[] FILE = new byte[300_000];

  static {
    new Random(7).nextBytes(FILE);
  }

  @RegisterExtension final CleanExit clean = new CleanExit();
  @StartStop final MockWebServer server = QuickServer.create();
  @TempDir Path folder;
  final RecordedTime time = new RecordedTime();
  ApiClient client;
  Path target;

  @BeforeEach
  void build() {
    client = client(time);
    target = folder.resolve("video.mp4");
  }

  @AfterEach
  void close() {
    client.close();
  }

  /** A client of a service on this machine. */
  ApiClient client(Timekeeper timekeeper) {
    return TestApi.client()
        .apiKey("k_secret")
        .baseUrl(server.url("/"))
        .client(clean.client())
        .time(timekeeper)
        .build();
  }

  static MockResponse.Builder ok(byte[] body) {
    return new MockResponse.Builder()
        .addHeader("Content-Type", "video/mp4")
        .addHeader("ETag", "\"v1\"")
        .body(new Buffer().write(body));
  }

  static MockResponse broken(int after) {
    return broken(FILE, after);
  }

  static MockResponse broken(byte[] file, int after) {
    return ok(Arrays.copyOf(file, after))
        .setHeader("Content-Length", file.length)
        .onResponseEnd(new SocketEffect.CloseSocket())
        .build();
  }

  static MockResponse rest(int from) {
    return rest(FILE, from);
  }

  static MockResponse rest(byte[] file, int from) {
    return ok(Arrays.copyOfRange(file, from, file.length))
        .code(206)
        .addHeader("Content-Range", "bytes " + from + "-" + (file.length - 1) + "/" + file.length)
        .build();
  }

  Download<Path> video() {
    return at("/video.mp4");
  }

  Download<Path> at(String path) {
    return at(client, path);
  }

  Download<Path> at(ApiClient by, String path) {
    return by.downloads().download(server.url(path).toString(), target);
  }

  Download<Long> to(OutputStream stream) {
    return client.downloads().download(server.url("/video.mp4").toString(), stream);
  }

  static DownloadFailedException failure(Download<?> download) {
    return catchThrowableOfType(DownloadFailedException.class, download::execute);
  }

  List<Path> files() throws IOException {
    try (Stream<Path> list = Files.list(folder)) {
      return list.sorted().toList();
    }
  }

  static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
