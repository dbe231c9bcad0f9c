package dev.videogen.testkit.readme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import okhttp3.HttpUrl;

/** A program that orders one ad and may be started again: a file says whether the order left. */
final class OrderOnce {
  private OrderOnce() {}

  public static void main(String[] args) throws IOException {
    Path sent = Path.of(args[3]);
    if (Files.exists(sent)) {
      System.out.println("sent before, outcome unknown: look for it in the projects");
      return;
    }
    Files.createFile(sent);
    System.out.println(new AdShop(HttpUrl.get(args[0]), args[1], wait -> {}).order(args[2]));
  }
}
