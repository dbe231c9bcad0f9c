/**
 * A client for Nano Banana Video, which makes a video from a text or a picture and responds when it
 * is done.
 *
 * <p>{@link dev.videogen.nanobanana.NanoBananaClient} is where to begin:
 *
 * <pre>{@code
 * try (NanoBananaClient nanobanana = NanoBananaClient.fromEnv()) { // NB_API_KEY
 *   GeneratedVideo video =
 *       nanobanana
 *           .api()
 *           .textToVideo(TextToVideoRequest.builder("A street food vendor at night").build())
 *           .execute();
 *   nanobanana.download(video, Path.of("outbox")).execute();
 * }
 * }</pre>
 *
 * <p>A generation takes minutes; {@code executeAsync()} holds no thread meanwhile. What fails is an
 * {@link dev.videogen.core.errors.ApiException}, which says what to do and whether money may have
 * been spent. {@link dev.videogen.nanobanana.NanoBananaApi} has every endpoint, and the package
 * {@link dev.videogen.nanobanana.samples} has values for tests.
 */
module dev.videogen.nanobanana {
  requires transitive dev.videogen.core;

  exports dev.videogen.nanobanana;
  exports dev.videogen.nanobanana.samples;
}
