package dev.videogen.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.moshi.Moshi;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;

/** Applications are redeployed: their records must go with them. */
class ClassUnloadingTest {
  private static final int MANY_ENOUGH_FOR_GENERATED_CODE = 100;
  private static final int MOST_COLLECTIONS = 50;

  /** Loaded a second time, by a loader that goes away. */
  public record Passing(@Id String id, RecordsTest.Mood mood) {}

  private static final class Deployment extends ClassLoader {
    Deployment() {
      super(ClassUnloadingTest.class.getClassLoader());
    }

    Class<?> load(Class<?> original) throws IOException {
      String name = original.getName();
      try (InputStream code = getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] bytes = code.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      }
    }
  }

  private static WeakReference<ClassLoader> deployment() throws IOException {
    Deployment loader = new Deployment();
    Class<?> record = loader.load(Passing.class);
    Moshi moshi = JsonAdapters.moshi();
    String json =
        """
        {"id": 1, "mood": "calm"}
        """;
    for (int i = 0; i < MANY_ENOUGH_FOR_GENERATED_CODE; i++) {
      Object read = moshi.adapter(record).fromJson(json);
      assertThat(moshi.<Object>adapter(record).toJson(read)).contains("calm");
    }
    assertThat(record).isNotSameAs(Passing.class);
    return new WeakReference<>(loader);
  }

  @Test
  void aRecordsClassLoaderIsFreedWithItsMoshi() throws IOException {
    WeakReference<ClassLoader> loader = deployment();
    for (int i = 0; i < MOST_COLLECTIONS && loader.get() != null; i++) {
      System.gc();
    }
    assertThat(loader.get()).isNull();
  }
}
