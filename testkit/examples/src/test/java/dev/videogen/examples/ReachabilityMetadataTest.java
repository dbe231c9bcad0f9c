package dev.videogen.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.videogen.nanobanana.NanoBananaApi;
import dev.videogen.nouvel.NouvelApi;
import dev.videogen.nouvel.WebhookEvent;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a native image must be told of: a failure prints the file as it should be. */
class ReachabilityMetadataTest {
  private static final String FOLDER = "/META-INF/native-image/dev.videogen/";

  @Test
  void nouvelNamesEveryTypeThatIsReadOrWrittenByReflection() throws IOException {
    assertMetadata("videogen-nouvel", NouvelApi.class, WebhookEvent.class);
  }

  @Test
  void nanoBananaNamesEveryTypeThatIsReadOrWrittenByReflection() throws IOException {
    assertMetadata("videogen-nanobanana", NanoBananaApi.class);
  }

  private static void assertMetadata(String artifact, Class<?> api, Type... others)
      throws IOException {
    Set<Class<?>> reached = new TreeSet<>(Comparator.comparing(Class::getName));
    for (Method method : api.getMethods()) {
      reach(method.getGenericReturnType(), reached);
      for (Type parameter : method.getGenericParameterTypes()) {
        reach(parameter, reached);
      }
    }
    for (Type other : others) {
      reach(other, reached);
    }
    assertThat(reached).hasSizeGreaterThan(3);

    assertThat(read(artifact, "reflect-config.json"))
        .isEqualTo(
            reached.stream()
                .map(
                    type ->
                        "  {\n    \"name\": \""
                            + type.getName()
                            + "\",\n    \"allPublicConstructors\": true,\n"
                            + "    \"allDeclaredFields\": true,\n"
                            + "    \"allPublicMethods\": true,\n"
                            + "    \"allRecordComponents\": true\n  }")
                .collect(Collectors.joining(",\n", "[\n", "\n]\n")));
    assertThat(read(artifact, "proxy-config.json"))
        .isEqualTo("[\n  { \"interfaces\": [\"" + api.getName() + "\"] }\n]\n");
  }

  /** Records and enums of ours, and whatever their parts are made of. */
  private static void reach(Type type, Set<Class<?>> reached) {
    if (type instanceof ParameterizedType generic) {
      for (Type argument : generic.getActualTypeArguments()) {
        reach(argument, reached);
      }
    } else if (type instanceof Class<?> found
        && found.getName().startsWith("dev.videogen.")
        && (found.isRecord() || found.isEnum())
        && reached.add(found)
        && found.isRecord()) {
      for (RecordComponent part : found.getRecordComponents()) {
        reach(part.getGenericType(), reached);
      }
    }
  }

  private static String read(String artifact, String file) throws IOException {
    try (InputStream in =
        ReachabilityMetadataTest.class.getResourceAsStream(FOLDER + artifact + "/" + file)) {
      return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
