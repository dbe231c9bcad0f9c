package dev.videogen.core.download;

import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.Authenticator;
import okhttp3.CookieJar;
import okhttp3.OkHttpClient;

/** Nothing of a credential may reach the host of a file, so nothing that could add one is kept. */
final class BareClient {
  private BareClient() {}

  static OkHttpClient of(OkHttpClient client) {
    OkHttpClient.Builder bare =
        client
            .newBuilder()
            .authenticator(Authenticator.NONE)
            .cookieJar(CookieJar.NO_COOKIES)
            .followRedirects(false)
            .followSslRedirects(false)
            .callTimeout(Duration.ZERO)
            .cache(null);
    bare.interceptors().clear();
    bare.networkInterceptors().clear();
    X509TrustManager trust = client.x509TrustManager();
    // Null where the client speaks no TLS at all.
    if (trust != null) {
      bare.sslSocketFactory(withoutKeys(trust).getSocketFactory(), trust);
    }
    return bare.build();
  }

  /**
   * A socket factory can't be asked whether it holds a client certificate, so one that trusts the
   * same servers replaces it.
   */
  private static SSLContext withoutKeys(X509TrustManager trust) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[0], new TrustManager[] {trust}, null);
      return context;
    } catch (GeneralSecurityException unavailable) {
      throw new IllegalStateException("TLS is not available", unavailable);
    }
  }
}
