/**
 * A client for Nouvel, which makes video ads from product pages, as jobs.
 *
 * <p>{@link dev.videogen.nouvel.NouvelClient} is where to begin. It orders, waits, and downloads:
 *
 * <pre>{@code
 * try (NouvelClient nouvel = NouvelClient.fromEnv()) { // NOUVEL_API_KEY
 *   Job job =
 *       nouvel
 *           .generateAndAwait(GenerateRequest.of("https://example.com/products/protein-powder"))
 *           .onProgress(progress -> System.out.println(progress.percent() + " %"))
 *           .execute();
 *   for (CompletedVideo video : job.completed()) {
 *     nouvel.download(video, Path.of("outbox")).execute();
 *   }
 * }
 * }</pre>
 *
 * <p>What fails is an {@link dev.videogen.core.errors.ApiException}, which says what to do and
 * whether money may have been spent. {@link dev.videogen.nouvel.NouvelApi} has every endpoint,
 * {@link dev.videogen.nouvel.WebhookVerifier} checks reports of ended jobs, and the package {@link
 * dev.videogen.nouvel.samples} has values for tests.
 */
module dev.videogen.nouvel {
  requires transitive dev.videogen.core;

  exports dev.videogen.nouvel;
  exports dev.videogen.nouvel.samples;
}
