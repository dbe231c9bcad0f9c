package dev.videogen.core.time;

import java.util.concurrent.ThreadFactory;

/** Makes threads that let the JVM end. */
public final class DaemonThreads {
  private DaemonThreads() {}

  public static ThreadFactory named(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
