package dev.videogen.core;

import java.util.ArrayList;
import java.util.List;
import okhttp3.Headers;
import okhttp3.Request;

/** Strikes the credentials of a request from whatever an answer echoes. */
final class Secrets {
  private static final int SHORTEST = 4;
  private static final List<String> HEADERS =
      List.of("Authorization", "X-API-Key", "Proxy-Authorization", "Cookie");

  private final List<String> values = new ArrayList<>(1);

  static Secrets of(Request request) {
    Secrets secrets = new Secrets();
    for (String name : HEADERS) {
      String value = request.header(name);
      if (value != null) {
        String bare = value.substring(value.lastIndexOf(' ') + 1);
        if (bare.length() >= SHORTEST) {
          secrets.values.add(bare);
        }
      }
    }
    return secrets;
  }

  String strike(String text) {
    String clean = text;
    for (String value : values) {
      clean = clean.replace(value, "***");
    }
    return clean;
  }

  Headers strike(Headers headers) {
    boolean echoed = false;
    for (int i = 0; i < headers.size() && !echoed; i++) {
      echoed = !strike(headers.value(i)).equals(headers.value(i));
    }
    if (!echoed) {
      return headers;
    }
    Headers.Builder clean = new Headers.Builder();
    for (int i = 0; i < headers.size(); i++) {
      clean.addUnsafeNonAscii(headers.name(i), strike(headers.value(i)));
    }
    return clean.build();
  }
}
