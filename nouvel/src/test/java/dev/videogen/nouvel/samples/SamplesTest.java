package dev.videogen.nouvel.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.videogen.core.json.JsonFields;
import dev.videogen.nouvel.Job;
import dev.videogen.nouvel.JobStatus;
import dev.videogen.nouvel.ProjectStatus;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SamplesTest {
  private static Stream<Class<?>> samples() {
    return Stream.of(
        JobSample.class,
        VideoDetailsSample.class,
        JobProgressSample.class,
        ProjectSample.class,
        SceneSample.class,
        WebhookEventSample.class,
        PostMetricsSample.class);
  }

  @Test
  void untouchedJobIsCompletedWithOneUsableVideo() {
    assertThat(new JobSample().build().requireCompleted().completed()).hasSize(1);
  }

  @Test
  void partialJobTellsItsVideosApart() {
    Job partial =
        new JobSample()
            .status(JobStatus.PARTIAL)
            .details(
                new VideoDetailsSample().build(),
                new VideoDetailsSample().status(ProjectStatus.FAILED).videoUrl(null).build())
            .build();

    assertThat(partial.completed()).hasSize(1);
    assertThat(partial.failed()).hasSize(1);
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
      Class<?> type = setter.getParameterTypes()[0];
      Object other = other(type);
      setter.invoke(builder, other);

      Object value = part.getAccessor().invoke(sample.getMethod("build").invoke(builder));

      assertThat(value).as(part.getName()).isEqualTo(type.isArray() ? List.of() : other);
    }
  }

  private static Object other(Class<?> type) throws Exception {
    if (type == String.class) {
      return "other";
    } else if (type == Integer.class || type == int.class) {
      return 41;
    } else if (type == Long.class) {
      return 41L;
    } else if (type == Double.class) {
      return 41.5;
    } else if (type == Instant.class) {
      return Instant.EPOCH;
    } else if (type == JsonFields.class) {
      return JsonFields.parse("{\"other\":1}");
    } else if (type.isArray()) {
      return Array.newInstance(type.getComponentType(), 0);
    }
    return type.getConstructor(String.class).newInstance("other");
  }
}
