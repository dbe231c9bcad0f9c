package dev.videogen.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The work behind {@link VideogenServers}, public because JUnit has to make one. */
@SuppressWarnings("exports") // Only tests that use JUnit see this, and they have JUnit.
public final class VideogenServersExtension
    implements ParameterResolver, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(VideogenServersExtension.class);
  private static final Map<Class<?>, Supplier<VideogenServer>> STARTERS =
      Map.of(
          NanoBananaServer.class, NanoBananaServer::start,
          NouvelServer.class, NouvelServer::start);

  /** For JUnit. */
  public VideogenServersExtension() {}

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return STARTERS.containsKey(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    VideogenServer running =
        running(context).stream().filter(type::isInstance).findFirst().orElse(null);
    if (running != null) {
      return running;
    }
    Supplier<VideogenServer> starter = STARTERS.get(type);
    if (starter == null) {
      throw new IllegalArgumentException("parameter: no server of type " + type);
    }
    VideogenServer server = starter.get();
    context.getStore(NAMESPACE).put(type, server);
    return server;
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    context
        .getParent()
        .map(VideogenServersExtension::running)
        .ifPresent(it -> it.forEach(VideogenServer::reset));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    List<VideogenServer> servers = running(context);
    Optional<Throwable> failure = context.getExecutionException();
    try {
      if (failure.isPresent()) {
        servers.forEach(it -> System.err.print(report(context, it)));
      } else {
        servers.forEach(it -> VideogenAssertions.assertThat(it).hadNoUnmatchedRequest());
      }
    } finally {
      closeOwn(context);
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    closeOwn(context);
  }

  private static String report(ExtensionContext context, VideogenServer server) {
    StringBuilder report =
        new StringBuilder(
            context.getDisplayName() + " failed. " + server.getClass().getSimpleName());
    report.append(" received:\n").append(server.journal());
    server.unmatched().forEach(it -> report.append("unmatched: ").append(it.inFull()).append('\n'));
    return report.toString();
  }

  /** Servers of this context and of those around it. */
  private static List<VideogenServer> running(ExtensionContext context) {
    List<VideogenServer> servers = new ArrayList<>();
    for (Class<?> type : STARTERS.keySet()) {
      if (context.getStore(NAMESPACE).get(type) instanceof VideogenServer server) {
        servers.add(server);
      }
    }
    return servers;
  }

  private static void closeOwn(ExtensionContext context) {
    for (Class<?> type : STARTERS.keySet()) {
      if (context.getStore(NAMESPACE).remove(type) instanceof VideogenServer server) {
        server.close();
      }
    }
  }
}
