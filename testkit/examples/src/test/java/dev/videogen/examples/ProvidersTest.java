package dev.videogen.examples;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** House rules for the providers' modules. */
class ProvidersTest {
  private static final JavaClasses PROVIDERS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.videogen.nanobanana", "dev.videogen.nouvel");

  @Test
  void providersDontSeeEachOther() {
    noClasses()
        .that()
        .resideInAPackage("dev.videogen.nouvel")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.videogen.nanobanana")
        .check(PROVIDERS);
    noClasses()
        .that()
        .resideInAPackage("dev.videogen.nanobanana")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.videogen.nouvel")
        .check(PROVIDERS);
  }

  @Test
  void providersReadNoClockAndMakeNoThread() {
    noClasses()
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callConstructor(Thread.class, Runnable.class)
        .orShould()
        .callMethod(Thread.class, "sleep", long.class)
        .check(PROVIDERS);
  }
}
