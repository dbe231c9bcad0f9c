package dev.videogen.testkit;

import java.util.function.Function;

/**
 * How a server is to start. Without further words: plain HTTP, ports of the system's choice.
 *
 * @param <S> the kind of server
 */
public final class ServerBuilder<S extends VideogenServer> {
  enum Transport {
    HTTP,
    HTTPS_1,
    HTTPS_2
  }

  private final Function<ServerBuilder<S>, S> starter;
  private int port;
  private int mediaPort;
  private Transport transport = Transport.HTTP;

  ServerBuilder(Function<ServerBuilder<S>, S> starter) {
    this.starter = starter;
  }

  /** The port of the service; 0, the default, leaves the choice to the system. */
  public ServerBuilder<S> port(int number) {
    port = checked("port", number);
    return this;
  }

  /** The port of the media host; 0, the default, leaves the choice to the system. */
  public ServerBuilder<S> mediaPort(int number) {
    mediaPort = checked("mediaPort", number);
    return this;
  }

  /** HTTPS with a throw-away certificate, and HTTP/1.1 only. */
  public ServerBuilder<S> https() {
    transport = Transport.HTTPS_1;
    return this;
  }

  /** HTTPS with a throw-away certificate, and HTTP/2 with clients that speak it. */
  public ServerBuilder<S> http2() {
    transport = Transport.HTTPS_2;
    return this;
  }

  /**
   * Starts the server on the loopback interface.
   *
   * @throws java.io.UncheckedIOException if a port is taken
   */
  public S start() {
    return starter.apply(this);
  }

  int port() {
    return port;
  }

  int mediaPort() {
    return mediaPort;
  }

  Transport transport() {
    return transport;
  }

  private static int checked(String name, int number) {
    if (number < 0 || number > 65535) {
      throw new IllegalArgumentException(name + ": must be 0 to 65535, is " + number);
    }
    return number;
  }
}
