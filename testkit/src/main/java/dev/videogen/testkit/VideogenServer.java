package dev.videogen.testkit;

import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.HttpUrl;

/**
 * A fake of one of the services, on the loopback interface. It behaves as documented, unless a
 * {@link Script} says otherwise. Safe for use by many threads.
 */
public abstract sealed class VideogenServer implements AutoCloseable
    permits NanoBananaServer, NouvelServer {
  private final FakeClock clock = new FakeClock();
  private final MediaServer media;

  VideogenServer(ServerBuilder<?> builder) {
    this.media = new MediaServer(builder.mediaPort(), builder.transport());
  }

  /** The base URL for a client, ending in {@code /api/v1/}. */
  public final HttpUrl url() {
    return service().url("/api/v1/");
  }

  /** A key that may do everything. */
  public abstract String key();

  /** Every key that the server knows, revoked ones included. */
  abstract Set<String> keys();

  abstract FakeService service();

  /** The time in the fake. */
  public final FakeClock clock() {
    return clock;
  }

  /** The host of the finished videos. */
  public final MediaServer media() {
    return media;
  }

  /** What trusts the certificate of a server that was started with HTTPS. */
  public final X509TrustManager trustManager() {
    return ThrowAwayTls.clientTrustManager();
  }

  /** The client's socket factory for a server that was started with HTTPS. */
  public final SSLSocketFactory sslSocketFactory() {
    return ThrowAwayTls.clientSocketFactory();
  }

  /**
   * What that endpoint answers next.
   *
   * @throws IllegalArgumentException if it is another service's endpoint
   */
  public final Script on(Endpoint endpoint) {
    return service().script(endpoint);
  }

  /** What a test does when that happens in the work on a request, to whatever endpoint. */
  public final EventActions on(Event event) {
    return service().events().at(event);
  }

  /**
   * What a test does when that happens in the work on a request to that endpoint. Where something
   * is to run at any endpoint, too, it runs after this.
   *
   * @throws IllegalArgumentException if it is another service's endpoint
   */
  public final EventActions on(Event event, Endpoint endpoint) {
    return service().events().at(event, endpoint);
  }

  /** Every request in the order of arrival; those to the media host are not among them. */
  public final List<ReceivedRequest> requests() {
    return service().received();
  }

  /** Requests that met no endpoint. */
  public final List<ReceivedRequest> unmatched() {
    return service().unmatched();
  }

  /** How many requests the endpoint received, whatever was answered. */
  public final int requestCount(Endpoint endpoint) {
    return (int) requests().stream().filter(it -> it.endpoint() == endpoint).count();
  }

  /**
   * Generations charged: requests that were read in full, valid and not refused, even if the answer
   * was lost.
   */
  public final int charges() {
    return service().charged().size();
  }

  /** The requests that were charged, in the order of arrival. */
  public final List<ReceivedRequest> chargedRequests() {
    return service().charged();
  }

  /** What was requested and answered, one line each. */
  public final String journal() {
    StringBuilder journal = new StringBuilder();
    requests().forEach(it -> journal.append(it).append('\n'));
    media().requests().forEach(it -> journal.append("media: ").append(it).append('\n'));
    return journal.toString();
  }

  /** Back to how it was when it started; ports and certificate stay. */
  public final void reset() {
    service().reset();
    media.reset();
    clock.reset();
    resetMore();
  }

  /** Resets what only this kind of server has. */
  abstract void resetMore();

  /** Ends every connection, stalled ones included, and stops. */
  @Override
  public final void close() {
    service().close();
    media.close();
  }
}
