package dev.videogen.recipes;

import dev.videogen.core.endpoint.CallInfo;
import dev.videogen.core.logging.WireLog;
import dev.videogen.core.observe.CallObserver;
import dev.videogen.core.observe.Tags;
import dev.videogen.nouvel.GenerateRequest;
import dev.videogen.nouvel.NouvelClient;
import dev.videogen.testkit.NouvelErrors;
import dev.videogen.testkit.NouvelServer;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * A tenant in each log line that is written on a call's behalf, on whatever thread and after
 * whatever wait: the library's lines and your own. And the wire log, without keys and prompts.
 */
public final class LoggingWithTenant implements CallObserver.Factory {
  private static final Logger LOG = LoggerFactory.getLogger(LoggingWithTenant.class);

  record Tenant(String name) {}

  private record Named(String tenant) implements CallObserver {
    @Override
    public Scope scope() {
      MDC.MDCCloseable entry = MDC.putCloseable("tenant", tenant);
      return entry::close;
    }
  }

  @Override
  public CallObserver callStarted(CallInfo call, Tags tags) {
    Tenant tenant = tags.tag(Tenant.class);
    return new Named(tenant == null ? "none" : tenant.name());
  }

  /** Orders for one tenant; the lines say so, though they are written on other threads. */
  public static void main(String[] args) {
    try (NouvelServer fake = NouvelServer.start();
        NouvelClient nouvel =
            Fakes.client(fake)
                .addObserver(new LoggingWithTenant())
                .addInterceptor(new WireLog())
                .build()) {
      fake.onGenerate().respond(NouvelErrors.QUOTA_EXCEEDED);
      nouvel
          .api()
          .generate(GenerateRequest.of(Fakes.PRODUCT))
          .tag(Tenant.class, new Tenant("acme"))
          .executeAsync()
          .whenComplete((job, failure) -> LOG.info("came to {}", Objects.toString(job, "nothing")))
          .join();
    } catch (CompletionException refused) {
      LOG.info("for the person: {}", String.valueOf(refused.getCause()));
    }
  }
}
