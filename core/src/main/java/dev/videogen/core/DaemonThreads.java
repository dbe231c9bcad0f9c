package dev.videogen.core;

import java.util.concurrent.ThreadFactory;

/** Makes threads that let the JVM end. */
final class DaemonThreads {
  private DaemonThreads() {}

  static ThreadFactory named(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
