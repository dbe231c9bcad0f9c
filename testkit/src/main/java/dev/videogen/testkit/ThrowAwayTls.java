package dev.videogen.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** A certificate for the loopback interface, made anew in each JVM and written nowhere. */
final class ThrowAwayTls {
  private static final HeldCertificate CERTIFICATE =
      new HeldCertificate.Builder()
          .commonName("videogen testkit")
          .addSubjectAlternativeName("127.0.0.1")
          .addSubjectAlternativeName("localhost")
          .build();
  private static final HandshakeCertificates CLIENT =
      new HandshakeCertificates.Builder().addTrustedCertificate(CERTIFICATE.certificate()).build();
  private static final HandshakeCertificates SERVER =
      new HandshakeCertificates.Builder().heldCertificate(CERTIFICATE).build();

  private ThrowAwayTls() {}

  static X509TrustManager clientTrustManager() {
    return CLIENT.trustManager();
  }

  static SSLSocketFactory clientSocketFactory() {
    return CLIENT.sslSocketFactory();
  }

  static SSLSocketFactory serverSocketFactory() {
    return new LayeringFactory(SERVER.sslSocketFactory());
  }

  /** Tells each accepted socket about the TLS socket that is put on top of it. */
  private static final class LayeringFactory extends SSLSocketFactory {
    private final SSLSocketFactory delegate;

    LayeringFactory(SSLSocketFactory delegate) {
      this.delegate = delegate;
    }

    @Override
    public Socket createSocket(Socket raw, String host, int port, boolean autoClose)
        throws IOException {
      Socket tls = delegate.createSocket(raw, host, port, autoClose);
      if (raw instanceof AcceptedSocket accepted) {
        accepted.layer(tls);
      }
      return tls;
    }

    @Override
    public String[] getDefaultCipherSuites() {
      return delegate.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
      return delegate.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
      return delegate.createSocket(host, port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort)
        throws IOException {
      return delegate.createSocket(host, port, local, localPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
      return delegate.createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
        throws IOException {
      return delegate.createSocket(host, port, local, localPort);
    }
  }
}
