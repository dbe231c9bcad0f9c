package dev.videogen.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.videogen.core.testing.RecordedTime;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An application that is undeployed, as in a container that the library outlives. */
class DroppedLoaderTest {
  private static final int MOST_COLLECTIONS = 30;

  @RegisterExtension private final CleanExit clean = new CleanExit();
  @StartStop private final MockWebServer server = QuickServer.create();

  /** Has a copy of the API's classes, and takes all else from the test's own loader. */
  private static final class Application extends ClassLoader {
    Application() {
      super(TestApi.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith(TestApi.class.getName())) {
        return super.loadClass(name, resolve);
      }
      Class<?> known = findLoadedClass(name);
      return known == null ? copy(name) : known;
    }

    private Class<?> copy(String name) throws ClassNotFoundException {
      String file = name.replace('.', '/') + ".class";
      try (InputStream in = getParent().getResourceAsStream(file)) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException unreadable) {
        throw new ClassNotFoundException(name, unreadable);
      }
    }
  }

  private WeakReference<ClassLoader> deployment(OkHttpClient shared) throws Exception {
    ClassLoader loader = new Application();
    Class<?> type = Class.forName(TestApi.class.getName(), true, loader);
    assertThat(type).isNotSameAs(TestApi.class);
    server.enqueue(new MockResponse.Builder().code(503).build());
    server.enqueue(new MockResponse.Builder().body("{\"url\":\"v\"}").build());
    server.enqueue(new MockResponse.Builder().body("{\"url\":\"v\"}").build());
    ClientBuilder<ApiClient> builder =
        TestApi.client().apiKey("k_secret").baseUrl(server.url("/")).time(new RecordedTime());
    try (ApiClient client = (shared == null ? builder : builder.client(shared)).build()) {
      Object api = client.create(type);
      for (Mode mode : Mode.values()) {
        Object answer = mode.call((ApiCall<?>) type.getMethod("read").invoke(api));
        assertThat(answer.getClass().getClassLoader()).isSameAs(loader);
      }
    }
    return new WeakReference<>(loader);
  }

  private static void assertCollected(WeakReference<ClassLoader> loader) {
    for (int i = 0; i < MOST_COLLECTIONS && loader.get() != null; i++) {
      System.gc();
    }
    assertThat(loader.get()).isNull();
  }

  @Test
  void anApplicationsClassesAreFreedWithItsClient() throws Exception {
    assertCollected(deployment(null));
  }

  @Test
  void anApplicationsClassesAreFreedThoughTheOkHttpClientLivesOn() throws Exception {
    assertCollected(deployment(clean.client()));
  }
}
