package dev.videogen.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.videogen.core.annotations.ProviderApi;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The house rules: who may see whom, and what lives where. */
class RoomsTest {
  private static final String ROOT = "dev.videogen.core";
  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  /** What each room sees of the others; the front door is the empty name. */
  private static final Map<String, Set<String>> SEES =
      Map.ofEntries(
          Map.entry("annotations", Set.of()),
          Map.entry("time", Set.of("annotations")),
          Map.entry("testing", Set.of("annotations", "time")),
          Map.entry("endpoint", Set.of("annotations", "spending")),
          Map.entry("spending", Set.of("annotations")),
          Map.entry("json", Set.of("annotations")),
          Map.entry("run", Set.of("annotations", "observe", "time")),
          Map.entry("retry", Set.of("annotations", "endpoint", "errors", "time")),
          Map.entry("logging", Set.of("annotations", "endpoint", "errors")),
          Map.entry("observe", Set.of("annotations", "endpoint", "errors", "spending")),
          Map.entry("errors", Set.of("annotations", "endpoint", "json", "time")),
          Map.entry("ledger", Set.of("annotations", "errors", "json", "spending", "time")),
          Map.entry("throttle", Set.of("annotations", "endpoint", "errors", "time")),
          Map.entry(
              "download",
              Set.of("annotations", "endpoint", "errors", "observe", "run", "spending", "time")),
          Map.entry(
              "",
              Set.of(
                  "annotations",
                  "download",
                  "endpoint",
                  "errors",
                  "json",
                  "linkage",
                  "ledger",
                  "observe",
                  "retry",
                  "run",
                  "spending",
                  "throttle",
                  "time")),
          Map.entry(
              "poll",
              Set.of(
                  "", "annotations", "endpoint", "errors", "observe", "run", "spending", "time")));

  /** All that is public at the front door; the engine behind it is not. */
  private static final Set<String> FRONT_DOOR =
      Set.of(
          "ApiCall",
          "ApiClient",
          "ApiResponse",
          "AuthInterceptor",
          "BackoffInterceptor",
          "BackoffPolicy",
          "CallInterceptor",
          "ClientBuilder",
          "ErrorDecodingInterceptor",
          "Provider",
          "SendOnceInterceptor");

  private static String room(JavaClass type) {
    return type.getPackageName().equals(ROOT)
        ? ""
        : type.getPackageName().substring(ROOT.length() + 1);
  }

  private static String file(JavaClass type) {
    String name = type.getName();
    int nested = name.indexOf('$');
    return nested < 0 ? name : name.substring(0, nested);
  }

  private static boolean isOurs(JavaClass type) {
    return type.getPackageName().equals(ROOT) || type.getPackageName().startsWith(ROOT + ".");
  }

  @Test
  void aRoomSeesOnlyTheRoomsItMay() {
    Map<String, Set<String>> seen = new TreeMap<>();
    for (JavaClass type : CORE) {
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        if (isOurs(target) && !room(target).equals(room(type))) {
          seen.computeIfAbsent(room(type), name -> new TreeSet<>()).add(room(target));
        }
      }
    }
    seen.forEach((room, others) -> assertThat(SEES.get(room)).as(room).containsAll(others));
  }

  @Test
  void noRoomsFormACircle() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CORE);
  }

  @Test
  void noCircleHasMoreThanTwoFiles() {
    Map<String, Set<String>> sees = new TreeMap<>();
    for (JavaClass type : CORE) {
      Set<String> others = sees.computeIfAbsent(file(type), name -> new TreeSet<>());
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        if (isOurs(target) && !file(target).equals(file(type))) {
          others.add(file(target));
        }
      }
    }
    for (String file : sees.keySet()) {
      Set<String> circle =
          reachable(sees, file).stream()
              .filter(other -> reachable(sees, other).contains(file))
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(circle).as("circle of %s", file).hasSizeLessThanOrEqualTo(2);
    }
  }

  private static Set<String> reachable(Map<String, Set<String>> sees, String from) {
    Set<String> seen = new HashSet<>();
    Deque<String> next = new ArrayDeque<>(sees.get(from));
    while (!next.isEmpty()) {
      String file = next.remove();
      if (seen.add(file)) {
        next.addAll(sees.getOrDefault(file, Set.of()));
      }
    }
    return seen;
  }

  @Test
  void theEngineHasNoPublicType() {
    List<String> published =
        CORE.stream()
            .filter(type -> type.getPackageName().equals(ROOT) && type.isTopLevelClass())
            .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
            .map(JavaClass::getSimpleName)
            .toList();
    assertThat(published).containsExactlyInAnyOrderElementsOf(FRONT_DOOR);
  }

  @Test
  void aCallerNeedsFewTypesAndNoRoomHasTooMany() {
    Map<String, Long> sizes =
        CORE.stream()
            .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
            .collect(Collectors.groupingBy(RoomsTest::room, Collectors.counting()));
    assertThat(sizes).allSatisfy((room, size) -> assertThat(size).isLessThanOrEqualTo(35));
  }

  @Test
  void whatAuthorsOfProvidersNeedIsToldApart() {
    assertThat(
            CORE.stream()
                .filter(type -> type.isAnnotatedWith(ProviderApi.class))
                .filter(type -> !type.getModifiers().contains(JavaModifier.PUBLIC)))
        .isEmpty();
  }

  @Test
  void onlyTheTimeRoomReadsClocksOrSleeps() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".time")
        .should()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(LocalDate.class, "now")
        .orShould()
        .callMethod(LocalDateTime.class, "now")
        .orShould()
        .callMethod(Thread.class, "sleep", long.class)
        .orShould()
        .callMethod(TimeUnit.class, "sleep", long.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Clock.class)
        .check(CORE);
  }

  @Test
  void onlyOneClassMakesThreads() {
    noClasses()
        .that()
        .doNotHaveSimpleName("DaemonThreads")
        .should()
        .callConstructor(Thread.class, Runnable.class)
        .orShould()
        .callConstructor(Thread.class, Runnable.class, String.class)
        .orShould()
        .dependOnClassesThat()
        .haveSimpleName("Executors")
        .check(CORE);
  }
}
