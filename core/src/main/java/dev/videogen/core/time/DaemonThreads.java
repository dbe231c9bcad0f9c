package dev.videogen.core.time;

import dev.videogen.core.annotations.ProviderApi;
import java.util.concurrent.ThreadFactory;

/** Makes this library's threads. All are daemons, so that the JVM ends when {@code main} does. */
@ProviderApi
public final class DaemonThreads {
  private DaemonThreads() {}

  /** Makes threads of this name. */
  public static ThreadFactory named(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
