package dev.videogen.recipes;

import dev.videogen.core.ledger.FileLedger;
import dev.videogen.nouvel.GenerateRequest;
import dev.videogen.nouvel.Job;
import dev.videogen.nouvel.NouvelClient;
import dev.videogen.testkit.NouvelServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A job that outlives the process that ordered it. The order has a key of yours, and the ledger has
 * the service's answer: the same lines after a restart await the same job, and send no second
 * order.
 */
public final class ResumedJob {
  private ResumedJob() {}

  /** The same before and after a restart. */
  static Job finish(NouvelClient nouvel, String order) throws IOException {
    return nouvel.generateAndAwait(GenerateRequest.of(Fakes.PRODUCT), order).execute();
  }

  /** Orders, loses the process before the job has ended, and goes on in another. */
  public static void main(String[] args) throws IOException {
    Path file = Files.createTempDirectory("orders").resolve("videos.ledger");
    try (NouvelServer fake = NouvelServer.start()) {
      try (FileLedger ledger = FileLedger.open(file);
          NouvelClient nouvel = Fakes.client(fake).ledger(ledger).build()) {
        String id =
            nouvel
                .api()
                .generate(GenerateRequest.of(Fakes.PRODUCT))
                .idempotencyKey("shop-42/clip-3")
                .execute()
                .jobId();
        System.out.println("ordered " + id + ", and the process ends");
      }
      try (FileLedger ledger = FileLedger.open(file);
          NouvelClient nouvel = Fakes.client(fake).ledger(ledger).build()) {
        Job job = finish(nouvel, "shop-42/clip-3");
        System.out.println(job.jobId() + " " + job.status() + ", orders sent: " + fake.charges());
      }
    }
  }
}
