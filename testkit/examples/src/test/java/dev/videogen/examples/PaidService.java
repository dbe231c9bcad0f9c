package dev.videogen.examples;

import dev.videogen.testkit.DocumentedError;
import dev.videogen.testkit.Endpoint;
import dev.videogen.testkit.ErrorFixture;
import dev.videogen.testkit.Fault;
import dev.videogen.testkit.NanoBananaErrors;
import dev.videogen.testkit.NanoBananaServer;
import dev.videogen.testkit.NouvelErrors;
import dev.videogen.testkit.NouvelServer;
import dev.videogen.testkit.Script;
import dev.videogen.testkit.VideogenServer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Either service with a fake that never runs dry, and what may go wrong there. */
enum PaidService {
  NOUVEL(Endpoint.GENERATE, Endpoint.JOB, "jobs/none", NouvelErrors.values()),
  NANO_BANANA(
      Endpoint.TEXT_TO_VIDEO,
      Endpoint.VIDEO_STATUS,
      "video-status.php?video_id=none",
      NanoBananaErrors.values());

  /** Those that take no time to happen. */
  private static final List<Fault> FAULTS =
      Arrays.stream(Fault.values())
          .filter(fault -> !fault.onlyHttp2())
          .filter(fault -> !fault.name().contains("STALL") && fault != Fault.SLOW_DRIBBLE)
          .toList();

  final Endpoint paid;

  /** Costs nothing, and is asked for by nobody who pays. */
  final Endpoint free;

  final String freePath;
  private final List<DocumentedError> errors;

  PaidService(Endpoint paid, Endpoint free, String freePath, DocumentedError[] errors) {
    this.paid = paid;
    this.free = free;
    this.freePath = freePath;
    this.errors = Stream.of(errors).filter(error -> error.endpoints().contains(paid)).toList();
  }

  VideogenServer start() {
    if (this == NOUVEL) {
      NouvelServer server = NouvelServer.start();
      server.quota(0, Integer.MAX_VALUE);
      server.rateLimited(false);
      return server;
    }
    NanoBananaServer server = NanoBananaServer.start();
    server.credits(Integer.MAX_VALUE);
    server.rateLimited(false);
    return server;
  }

  /** A refusal that asks to come back in three seconds. */
  ErrorFixture comeBackSoon() {
    DocumentedError limit =
        this == NOUVEL ? NouvelErrors.RATE_LIMITED : NanoBananaErrors.RATE_LIMITED;
    return limit.fixture().withWait(3);
  }

  /** What the next order meets: in half of all cases nothing. */
  void trouble(Script script, Random random) {
    switch (random.nextInt(4)) {
      case 0 -> script.respond(errors.get(random.nextInt(errors.size())));
      case 1 -> script.respond(FAULTS.get(random.nextInt(FAULTS.size())));
      default -> script.behave();
    }
  }
}
