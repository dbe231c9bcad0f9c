package dev.videogen.core.download;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Which hosts a file may come from: a response must not make its reader fetch from inside the
 * reader's own network.
 *
 * @param loopbackAllowed whether files may be on this machine, because the service is
 */
record HostRule(boolean loopbackAllowed) {
  private static final Pattern LOOPBACK_V4 =
      Pattern.compile("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");

  /** What OkHttp takes for an IP address, and doesn't ask its {@code Dns} for. */
  private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F]*:[0-9a-fA-F:.]*|[\\d.]+");

  /** Why nothing may be fetched from a URL, as far as the URL itself tells; null if it may. */
  @Nullable String refusal(HttpUrl url) {
    String host = url.host();
    boolean local = isLocalName(host);
    if (ADDRESS.matcher(host).matches()) {
      try {
        InetAddress address = InetAddress.getByName(host);
        local = address.isLoopbackAddress();
        if (!allows(address)) {
          return shown(url) + " is not a public host";
        }
      } catch (UnknownHostException malformed) {
        return shown(url) + " is not a public host";
      }
    } else if (local && !loopbackAllowed) {
      return shown(url) + " is not a public host";
    }
    return url.isHttps() || local ? null : shown(url) + " is not https";
  }

  private static boolean isLocalName(String host) {
    return isLoopback(host) || host.toLowerCase(Locale.ROOT).endsWith(".localhost");
  }

  private static String shown(HttpUrl url) {
    return url.scheme() + "://" + url.host();
  }

  /** Whether a connection to this address may be made. */
  boolean allows(InetAddress address) {
    if (address.isLoopbackAddress()) {
      return loopbackAllowed;
    }
    if (address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] bytes = address.getAddress();
    return bytes.length == 4 ? isPublic4(bytes) : isPublic6(bytes);
  }

  /** RFC 6890: "this network", shared address space, and reserved ones. */
  private static boolean isPublic4(byte[] address) {
    int first = address[0] & 0xff;
    boolean shared = first == 100 && (address[1] & 0xc0) == 64;
    return first != 0 && !shared && first < 240;
  }

  private static boolean isPublic6(byte[] address) {
    // Unique local addresses (RFC 4193), the private networks of IPv6.
    if ((address[0] & 0xfe) == 0xfc) {
      return false;
    }
    int embedded = embedded4(address);
    return embedded < 0 || isPublicWithin(address, embedded);
  }

  /** Where an address holds one of IPv4 that its packets are sent on to, or -1. */
  private static int embedded4(byte[] address) {
    if (startsWith(address, 0x00, 0x64, 0xff, 0x9b) || startsWith(address, 0, 0, 0, 0)) {
      return 12; // NAT64 (RFC 6052), and the deprecated IPv4-compatible form (RFC 4291).
    }
    return startsWith(address, 0x20, 0x02) ? 2 : -1; // 6to4 (RFC 3056).
  }

  private static boolean startsWith(byte[] address, int... prefix) {
    for (int i = 0; i < prefix.length; i++) {
      if ((address[i] & 0xff) != prefix[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPublicWithin(byte[] address, int at) {
    byte[] embedded = {address[at], address[at + 1], address[at + 2], address[at + 3]};
    try {
      return new HostRule(false).allows(InetAddress.getByAddress(embedded));
    } catch (UnknownHostException impossible) {
      return false;
    }
  }

  /** A {@code Dns} for requests to {@code host} that resolves to allowed addresses only. */
  Dns resolving(String host, Dns inner) {
    return new Resolver(this, host, inner);
  }

  /**
   * A record, because OkHttp shares a connection only between equal ones. Only {@code host} is
   * checked: what else is looked up is a proxy, which may well be in a private network.
   */
  private record Resolver(HostRule rule, String host, Dns inner) implements Dns {
    @Override
    public List<InetAddress> lookup(String hostname) throws UnknownHostException {
      List<InetAddress> addresses = inner.lookup(hostname);
      if (!hostname.equals(host)) {
        return addresses;
      }
      List<InetAddress> allowed = addresses.stream().filter(rule::allows).toList();
      if (allowed.isEmpty() && !addresses.isEmpty()) {
        throw new RefusedHostException(host);
      }
      return allowed;
    }
  }

  /** A host name that resolves to internal addresses only. */
  static final class RefusedHostException extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    RefusedHostException(String host) {
      super(host + " does not resolve to a public address");
    }
  }

  static boolean isLoopback(String host) {
    return host.equals("localhost") || host.equals("::1") || LOOPBACK_V4.matcher(host).matches();
  }
}
