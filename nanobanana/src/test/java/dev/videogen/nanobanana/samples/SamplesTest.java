package dev.videogen.nanobanana.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.videogen.core.errors.RateLimit;
import dev.videogen.nanobanana.VideoStatus;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SamplesTest {
  private static Stream<Class<?>> samples() {
    return Stream.of(GeneratedVideoSample.class, VideoSample.class);
  }

  @Test
  void untouchedVideosAreDone() {
    assertThat(new VideoSample().build().status()).isEqualTo(VideoStatus.COMPLETED);
    assertThat(new GeneratedVideoSample().build().videoUrl()).startsWith("https://");
  }

  /** A part that a record gets later must be settable, too. */
  @ParameterizedTest
  @MethodSource("samples")
  void everyPartCanBeSetAndComesOutInItsPlace(Class<?> sample) throws Exception {
    Class<?> made = sample.getMethod("build").getReturnType();
    for (RecordComponent part : made.getRecordComponents()) {
      Object builder = sample.getConstructor().newInstance();
      Method setter =
          Stream.of(sample.getMethods())
              .filter(method -> method.getName().equals(part.getName()))
              .findFirst()
              .orElseThrow();
      Object other = other(part.getType());
      setter.invoke(builder, other);

      Object value = part.getAccessor().invoke(sample.getMethod("build").invoke(builder));

      assertThat(value).as(part.getName()).isEqualTo(other);
    }
  }

  private static Object other(Class<?> type) throws Exception {
    if (type == String.class) {
      return "other";
    } else if (type == Integer.class || type == int.class) {
      return 41;
    } else if (type == Instant.class) {
      return Instant.EPOCH;
    } else if (type == RateLimit.class) {
      return new RateLimit(30, 1, 29, null, null);
    }
    return type.getConstructor(String.class).newInstance("other");
  }
}
