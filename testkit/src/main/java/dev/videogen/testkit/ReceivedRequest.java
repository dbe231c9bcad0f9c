package dev.videogen.testkit;

import java.util.Locale;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A request as a fake received it, and what came of it.
 *
 * @param endpoint the endpoint it met, null if none
 * @param method the HTTP method
 * @param path the encoded path with its query
 * @param headers the headers, credentials included
 * @param body the body as UTF-8, an empty text if there was none
 * @param answered what was answered: a status with a fixture's name, or a fault's name
 */
public record ReceivedRequest(
    @Nullable Endpoint endpoint,
    String method,
    String path,
    Headers headers,
    String body,
    String answered) {

  /** All of it as text, with the value of no credential. */
  public String inFull() {
    StringBuilder text = new StringBuilder(line() + "\n");
    for (int i = 0; i < headers.size(); i++) {
      String name = headers.name(i);
      text.append(name).append(": ");
      text.append(isCredential(name) ? "(hidden)" : headers.value(i)).append('\n');
    }
    return text.append('\n').append(body).append("\n-> ").append(answered).toString();
  }

  /** One line, without headers and body. */
  @Override
  public String toString() {
    return line() + " -> " + answered;
  }

  /** Method and path, with the value of no credential. */
  String line() {
    return method + " " + withoutKey(path);
  }

  static boolean isCredential(String header) {
    String name = header.toLowerCase(Locale.ROOT);
    return name.equals("authorization") || name.equals("x-api-key");
  }

  private static String withoutKey(String path) {
    return path.replaceAll("(?<=[?&]api_key=)[^&]*", "(hidden)");
  }
}
