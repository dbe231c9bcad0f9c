package dev.videogen.testkit;

import java.util.List;
import okhttp3.HttpUrl;

/**
 * The host of the finished videos: another origin than the service, as in real life. It knows
 * {@code Range}, {@code If-Range}, {@code ETag} and {@code HEAD}, and remembers what it was asked,
 * for no credential may ever arrive here. Safe for use by many threads.
 */
public final class MediaServer {
  private final FakeService service;
  private final MediaRules rules = new MediaRules();

  MediaServer(int port, ServerBuilder.Transport transport) {
    this.service = new FakeService(rules, port, transport, null);
  }

  /** The address of that path here, such as {@code videos/a.mp4}. */
  public HttpUrl url(String path) {
    return service.url("/" + path);
  }

  /** Serves these bytes at that path; without it, {@code .mp4} and {@code .jpg} are the sample. */
  public void put(String path, byte[] content, String contentType) {
    rules.put("/" + path, content, contentType);
  }

  /** What the next downloads get, from whatever path. */
  public Script onDownload() {
    return service.script(Endpoint.DOWNLOAD);
  }

  /** Every request in the order of arrival. */
  public List<ReceivedRequest> requests() {
    return service.received();
  }

  /**
   * Fails if any request carried a credential.
   *
   * @throws AssertionError with the request, the credential hidden
   */
  public void assertNoCredentials() {
    for (ReceivedRequest request : requests()) {
      boolean inHeader = request.headers().names().stream().anyMatch(ReceivedRequest::isCredential);
      if (inHeader || request.path().contains("api_key=")) {
        throw new AssertionError("media host: a credential arrived with\n" + request.inFull());
      }
    }
  }

  FakeService service() {
    return service;
  }

  void reset() {
    service.reset();
  }

  void close() {
    service.close();
  }
}
