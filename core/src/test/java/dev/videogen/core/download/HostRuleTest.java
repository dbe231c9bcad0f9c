package dev.videogen.core.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostRuleTest {
  private static final HostRule PUBLIC = new HostRule(false);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "0.0.0.0",
        "0.1.2.3",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fec0::1",
        "fd12::1",
        "ff02::1",
        "::ffff:10.0.0.1",
        "::10.0.0.1",
        "64:ff9b::10.0.0.1",
        "2002:a00:1::"
      })
  void internalAddressesAreRefused(String address) throws Exception {
    assertThat(PUBLIC.allows(InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "100.128.0.1",
        "172.32.0.1",
        "2606:4700::1111",
        "64:ff9b::1.1.1.1",
        "2002:101:101::"
      })
  void publicAddressesAreAllowed(String address) throws Exception {
    assertThat(PUBLIC.allows(InetAddress.getByName(address))).isTrue();
  }

  @Test
  void onlyLoopbackIsAllowedBesideThemForAServiceOnThisMachine() throws Exception {
    HostRule local = new HostRule(true);

    assertThat(local.allows(InetAddress.getLoopbackAddress())).isTrue();
    assertThat(local.allows(InetAddress.getByName("10.0.0.1"))).isFalse();
    assertThat(local.refusal(HttpUrl.get("http://localhost/"))).isNull();
    assertThat(local.refusal(HttpUrl.get("http://files.example/"))).contains("not https");
  }

  @Test
  void aNameIsResolvedToItsPublicAddressesOnly() throws Exception {
    InetAddress inside = InetAddress.getByName("10.0.0.1");
    InetAddress outside = InetAddress.getByName("1.1.1.1");
    Dns dns = PUBLIC.resolving("files.example", name -> List.of(inside, outside));

    assertThat(dns.lookup("files.example")).containsExactly(outside);
    assertThat(dns.lookup("proxy.example")).containsExactly(inside, outside);
  }

  @Test
  void resolversOfOneHostAreEqualSoThatConnectionsAreShared() {
    assertThat(PUBLIC.resolving("a.example", Dns.SYSTEM))
        .isEqualTo(new HostRule(false).resolving("a.example", Dns.SYSTEM))
        .isNotEqualTo(PUBLIC.resolving("b.example", Dns.SYSTEM));
  }
}
