package dev.videogen.core.download;

import static org.assertj.core.api.Assertions.assertThat;

import dev.videogen.core.ApiClient;
import dev.videogen.core.TestApi;
import dev.videogen.core.download.DownloadFailedException.Kind;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import mockwebserver3.MockResponse;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UntrustedUrlTest extends DownloadFixture {
  @ParameterizedTest
  @ValueSource(strings = {"http://example.com/v.mp4", "file:///etc/passwd", "ftp://a/b", "", "v"})
  void aUrlThatIsNotHttpsIsRefused(String url) throws Exception {
    DownloadFailedException failure = failure(client.downloads().download(url, target));

    assertThat(failure.kind()).isEqualTo(Kind.URL);
    assertThat(failure).hasMessageContaining("not");
    assertThat(failure.url()).isEqualTo(url);
    assertThat(files()).isEmpty();
  }

  @Test
  void aRedirectThatLeavesHttpsIsRefused() throws Exception {
    server.enqueue(
        new MockResponse.Builder()
            .code(302)
            .addHeader("Location", "http://example.com/video.mp4")
            .build());

    assertThat(failure(video())).hasMessageContaining("is not https");
    assertThat(files()).isEmpty();
  }

  private ApiClient production(OkHttpClient by) {
    return TestApi.client().apiKey("k_secret").client(by).time(time).build();
  }

  @Test
  void noFileOfThisMachineIsFetchedForAServiceElsewhere() {
    server.enqueue(ok(FILE).build());
    try (ApiClient production = production(clean.client())) {
      assertThat(failure(at(production, "/video.mp4")).kind()).isEqualTo(Kind.URL);
    }
    assertThat(server.getRequestCount()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.1.1/v",
        "https://169.254.169.254/v",
        "https://10.0.0.1/v",
        "https://[::1]/v",
        "https://127.0.0.1/v",
        "https://127.1/v",
        "https://2130706433/v",
        "https://[::ffff:192.168.0.1]/v",
        "https://[fd00::1]/v",
        "https://localhost/v",
        "https://cdn.localhost/v"
      })
  void anInternalHostIsRefused(String url) {
    try (ApiClient production = production(clean.client())) {
      DownloadFailedException failure = failure(production.downloads().download(url, target));

      assertThat(failure.kind()).isEqualTo(Kind.URL);
      assertThat(failure).hasMessageContaining("is not a public host");
    }
  }

  @Test
  void aRedirectToAnInternalHostIsRefused() {
    server.enqueue(
        new MockResponse.Builder().code(302).addHeader("Location", "https://10.0.0.1/v").build());

    assertThat(failure(video())).hasMessageContaining("https://10.0.0.1 is not a public host");
  }

  @Test
  void aNameThatResolvesToAnInternalAddressIsRefused() throws Exception {
    HeldCertificate held = certificate("files.example");
    serve(held);
    server.enqueue(ok(FILE).build());
    Dns inside = name -> List.of(InetAddress.getLoopbackAddress());
    try (ApiClient production = production(trusting(held).dns(inside).build())) {
      DownloadFailedException failure =
          failure(
              production
                  .downloads()
                  .download("https://files.example:" + server.getPort() + "/v", target));

      assertThat(failure.kind()).isEqualTo(Kind.URL);
      assertThat(failure).hasMessageContaining("files.example does not resolve to a public");
    }
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void aProxyMayBeInternal() throws Exception {
    HeldCertificate held = certificate("files.example");
    serve(held);
    server.enqueue(new MockResponse.Builder().inTunnel().build());
    server.enqueue(ok(FILE).build());
    InetSocketAddress proxy = InetSocketAddress.createUnresolved("localhost", server.getPort());
    OkHttpClient behindProxy = trusting(held).proxy(new Proxy(Proxy.Type.HTTP, proxy)).build();
    try (ApiClient production = production(behindProxy)) {
      production.downloads().download("https://files.example/v", target).execute();
    }
    assertThat(Files.readAllBytes(target)).isEqualTo(FILE);
  }

  @Test
  void theHostOfAFileSeesNoClientCertificate() throws Exception {
    HeldCertificate held = certificate("localhost");
    HeldCertificate mine = certificate("me");
    server.useHttps(
        new HandshakeCertificates.Builder()
            .heldCertificate(held)
            .addTrustedCertificate(mine.certificate())
            .build()
            .sslSocketFactory());
    server.requestClientAuth();
    server.enqueue(ok(FILE).build());
    HandshakeCertificates certificates =
        new HandshakeCertificates.Builder()
            .heldCertificate(mine)
            .addTrustedCertificate(held.certificate())
            .build();
    OkHttpClient known =
        clean
            .client()
            .newBuilder()
            .sslSocketFactory(certificates.sslSocketFactory(), certificates.trustManager())
            .build();
    try (ApiClient local =
        TestApi.client().apiKey("k_secret").baseUrl(server.url("/")).client(known).build()) {
      at(local, "/video.mp4").execute();
    }
    assertThat(Objects.requireNonNull(server.takeRequest().getHandshake()).peerPrincipal())
        .isNull();
  }

  private static HeldCertificate certificate(String host) {
    return new HeldCertificate.Builder().addSubjectAlternativeName(host).build();
  }

  private void serve(HeldCertificate held) {
    server.useHttps(
        new HandshakeCertificates.Builder().heldCertificate(held).build().sslSocketFactory());
  }

  private OkHttpClient.Builder trusting(HeldCertificate held) {
    HandshakeCertificates trusted =
        new HandshakeCertificates.Builder().addTrustedCertificate(held.certificate()).build();
    return clean
        .client()
        .newBuilder()
        .sslSocketFactory(trusted.sslSocketFactory(), trusted.trustManager());
  }
}
