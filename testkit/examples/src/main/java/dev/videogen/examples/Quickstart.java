package dev.videogen.examples;

import dev.videogen.core.testing.RecordedTime;
import dev.videogen.nanobanana.AspectRatio;
import dev.videogen.nanobanana.GeneratedVideo;
import dev.videogen.nanobanana.MotionIntensity;
import dev.videogen.nanobanana.NanoBananaClient;
import dev.videogen.nanobanana.Resolution;
import dev.videogen.nanobanana.TextToVideoRequest;
import dev.videogen.nanobanana.VideoModel;
import dev.videogen.nouvel.CompletedVideo;
import dev.videogen.nouvel.GenerateRequest;
import dev.videogen.nouvel.Job;
import dev.videogen.nouvel.NouvelClient;
import dev.videogen.testkit.NanoBananaServer;
import dev.videogen.testkit.NouvelServer;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes one video with each service and saves both. By default the services are fakes in this
 * process; with {@code live} they are the real ones, and cost credits.
 *
 * <p>Arguments: {@code sandbox} or {@code live}, then the folder to write to.
 */
public final class Quickstart {
  private final ProgressLine progress;
  private final Path folder;

  Quickstart(ProgressLine progress, Path folder) {
    this.progress = progress;
    this.folder = folder;
  }

  /**
   * Runs the quickstart; it exits with 0 if both videos are on disk, else with 1 and one line that
   * says why.
   */
  public static void main(String[] args) {
    ProgressLine progress = new ProgressLine(System.out, ProgressLine.onTerminal());
    try {
      String mode = args.length > 0 ? args[0] : "sandbox";
      Path folder = Path.of(args.length > 1 ? args[1] : "target/quickstart");
      createFolder(folder);
      Quickstart quickstart = new Quickstart(progress, folder);
      List<Path> videos =
          switch (mode) {
            case "sandbox" -> quickstart.sandbox();
            case "live" -> quickstart.live();
            default ->
                throw new IllegalArgumentException(
                    "argument: " + mode + ", must be sandbox or live");
          };
      videos.forEach(video -> progress.line(video.toAbsolutePath().toString()));
    } catch (IOException | RuntimeException failed) {
      progress.line("quickstart failed: " + failed.getMessage());
      System.exit(1);
    }
  }

  /**
   * Makes the folder before anything is paid for that could not be saved.
   *
   * @throws IOException if it can't be written to; the message says why
   */
  static void createFolder(Path folder) throws IOException {
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, "quickstart", ".tmp"));
    } catch (FileAlreadyExistsException file) {
      throw new IOException(file.getMessage() + " is a file, not a folder", file);
    } catch (AccessDeniedException denied) {
      throw new IOException("no permission to write to " + denied.getMessage(), denied);
    } catch (FileSystemException other) {
      String reason = other.getReason();
      throw new IOException(
          "can't write to "
              + folder
              + ": "
              + (reason == null ? other.getClass().getSimpleName() : reason),
          other);
    }
  }

  /** Both services as fakes; their waits pass at once. */
  List<Path> sandbox() throws IOException {
    try (NanoBananaServer bananas = NanoBananaServer.start();
        NouvelServer ads = NouvelServer.start();
        NanoBananaClient nanobanana =
            NanoBananaClient.builder().apiKey(bananas.key()).baseUrl(bananas.url()).build();
        NouvelClient nouvel =
            NouvelClient.builder()
                .apiKey(ads.key())
                .baseUrl(ads.url())
                .time(new RecordedTime())
                .build()) {
      List<Path> videos = run(nanobanana, nouvel);
      bananas.media().assertNoCredentials();
      ads.media().assertNoCredentials();
      return videos;
    }
  }

  /** The real services, with the keys of the environment. */
  List<Path> live() throws IOException {
    progress.line("These are the real services: two videos will be made, and both cost credits.");
    try (NanoBananaClient nanobanana = NanoBananaClient.fromEnv();
        NouvelClient nouvel = NouvelClient.fromEnv()) {
      return run(nanobanana, nouvel);
    }
  }

  List<Path> run(NanoBananaClient nanobanana, NouvelClient nouvel) throws IOException {
    progress.line("Nano Banana Video: one video from a text; it responds when it is done ...");
    GeneratedVideo generated =
        nanobanana
            .api()
            .textToVideo(
                TextToVideoRequest.builder(
                        "A street food vendor at a bustling night market, steam rising, colorful"
                            + " lanterns")
                    .model(VideoModel.SEEDANCE_2)
                    .resolution(Resolution.R720P)
                    .durationSeconds(5)
                    .aspectRatio(AspectRatio.RATIO_16_9)
                    .motionIntensity(MotionIntensity.MEDIUM)
                    .build())
            .execute();
    progress.line("made " + generated.videoId() + " for " + generated.creditsUsed() + " credits");
    Path market = nanobanana.download(generated, folder).execute();

    progress.line("Nouvel: one video ad from a product page; this is a job ...");
    Job job =
        nouvel
            .generateAndAwait(GenerateRequest.of("https://example.com/products/protein-powder"))
            .onProgress(seen -> progress.show("Nouvel", seen.stage(), seen.percent()))
            .execute()
            .requireCompleted();
    CompletedVideo ad = job.completed().get(0);
    Path powder = nouvel.download(ad, folder).execute();
    return List.of(market, powder);
  }
}
