package dev.videogen.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.videogen.core.endpoint.BillableRetry;
import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.Attempt;
import dev.videogen.core.errors.Charge;
import dev.videogen.core.observe.CallObserver;
import dev.videogen.core.testing.RecordedTime;
import dev.videogen.core.throttle.Throttle;
import dev.videogen.nouvel.GenerateRequest;
import dev.videogen.nouvel.NouvelClient;
import dev.videogen.testkit.Endpoint;
import dev.videogen.testkit.Fault;
import dev.videogen.testkit.NouvelErrors;
import dev.videogen.testkit.NouvelServer;
import dev.videogen.testkit.Script;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Thousands of paid calls into seeded random trouble, while the server keeps the books. */
class ChargesTest {
  private static final GenerateRequest AD = GenerateRequest.of("https://example.com/products/a");

  /** Those that take no time to happen. */
  private static final List<Fault> FAULTS =
      Arrays.stream(Fault.values())
          .filter(fault -> !fault.onlyHttp2())
          .filter(fault -> !fault.name().contains("STALL") && fault != Fault.SLOW_DRIBBLE)
          .toList();

  private static final List<NouvelErrors> ERRORS =
      Arrays.stream(NouvelErrors.values())
          .filter(error -> error.endpoints().contains(Endpoint.GENERATE))
          .toList();

  @ParameterizedTest
  @CsvSource({"REFUSALS_ONLY, 10000", "AS_DOCUMENTED, 10000"})
  void everyChargeIsAccountedFor(BillableRetry rule, int calls) {
    // Two books, each kept by a server of its own, for two cores.
    CompletableFuture<Books> other =
        CompletableFuture.supplyAsync(() -> keepBooks(rule, calls / 2, 4));
    Books books = keepBooks(rule, calls / 2, 5).plus(other.join());

    assertThat(books.charges).isGreaterThan(calls / 2);
    assertThat(books.further > 0).isEqualTo(rule == BillableRetry.AS_DOCUMENTED);
  }

  /** All charges, and those beyond one for a call. */
  private record Books(int charges, int further) {
    Books plus(Books other) {
      return new Books(charges + other.charges, further + other.further);
    }
  }

  /** Counts the service's own faults, as the listener hears of them. */
  private static final class Faults implements CallObserver {
    private volatile int heard;

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // One call at a time.
    public void attemptFailed(Attempt attempt, boolean retried) {
      if (attempt.failure() instanceof ApiException api && api.status() == 500) {
        heard++;
      }
    }
  }

  private static Books keepBooks(BillableRetry rule, int calls, long seed) {
    Random random = new Random(seed);
    Faults faults = new Faults();
    Books books = new Books(0, 0);
    try (NouvelServer server = NouvelServer.start();
        NouvelClient client =
            NouvelClient.builder()
                .apiKey(server.key())
                .baseUrl(server.url())
                .backoff(policy -> policy.withBillable(rule))
                .throttle(Throttle.none())
                .time(new RecordedTime())
                .addObserver((call, tags) -> faults)
                .build()) {
      server.quota(0, 1_000_000);
      server.rateLimited(false);
      for (int call = 0; call < calls; call++) {
        int before = server.charges();
        faults.heard = 0;
        script(server.onGenerate(), random);
        Charge told = call(client, call % 2 == 0);
        int charges = server.charges() - before;

        assertThat(charges == 0 || told != Charge.NONE)
            .as("call %s: %s charges, told %s", call, charges, told)
            .isTrue();
        assertThat(charges)
            .isLessThanOrEqualTo(rule == BillableRetry.REFUSALS_ONLY ? 1 : 1 + faults.heard);
        books = books.plus(new Books(charges, Math.max(0, charges - 1)));
      }
    }
    return books;
  }

  /** Up to two things that happen before the service behaves; what isn't used up is the next's. */
  private static void script(Script script, Random random) {
    for (int steps = random.nextInt(3); steps > 0; steps--) {
      switch (random.nextInt(4)) {
        case 0 -> script.respond(ERRORS.get(random.nextInt(ERRORS.size())));
        case 1 -> script.respond(NouvelErrors.RATE_LIMITED);
        case 2 -> script.respond(NouvelErrors.INTERNAL_ERROR);
        default -> script.respond(FAULTS.get(random.nextInt(FAULTS.size())));
      }
    }
  }

  /** What the caller was told of its money; a success is surely charged. */
  private static Charge call(NouvelClient client, boolean blocking) {
    try {
      if (blocking) {
        client.api().generate(AD).execute();
      } else {
        Bench.result(client.api().generate(AD).executeAsync());
      }
      return Charge.CERTAIN;
    } catch (ApiException failure) {
      return failure.charge();
    } catch (Exception unexpected) {
      throw new AssertionError(unexpected);
    }
  }
}
