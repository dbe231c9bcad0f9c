package dev.videogen.testkit;

import java.io.File;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a forked JVM needs on its class path to find what this one finds: the module path as well,
 * and the folder that a build tool patches into the module of the tests.
 */
final class ForkedClassPath {
  private ForkedClassPath() {}

  static String of(Class<?> main) {
    List<String> parts = new ArrayList<>();
    parts.add(folder(main));
    parts.add(System.getProperty("java.class.path", ""));
    parts.add(System.getProperty("jdk.module.path", ""));
    // An empty part would stand for the working folder.
    parts.removeIf(String::isEmpty);
    return String.join(File.pathSeparator, parts);
  }

  /** Where a class file lies below its package's folders; empty if it is in a jar. */
  private static String folder(Class<?> type) {
    String name = type.getName();
    String file = name.substring(name.lastIndexOf('.') + 1) + ".class";
    URL found = type.getResource(file);
    if (found == null || !found.getProtocol().equals("file")) {
      return "";
    }
    Path folder = Path.of(URI.create(found.toString())).getParent();
    for (int i = 0; i < name.length() && folder != null; i++) {
      if (name.charAt(i) == '.') {
        folder = folder.getParent();
      }
    }
    return folder == null ? "" : folder.toString();
  }
}
