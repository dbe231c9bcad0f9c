package dev.videogen.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives tests their servers: a parameter of type {@link NanoBananaServer} or {@link NouvelServer}
 * is a running one. Parameters of a test method and of its {@code @BeforeEach} are the same server,
 * fresh for each test; one of a constructor of a class with one instance, or of a
 * {@code @BeforeAll}, lives as long as the class and is reset before each test.
 *
 * <p>A test fails if a server got a request that met no endpoint. A failing test prints what was
 * requested and answered.
 */
@Documented
@SuppressWarnings("exports") // Only tests that use JUnit see this, and they have JUnit.
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(VideogenServersExtension.class)
public @interface VideogenServers {}
