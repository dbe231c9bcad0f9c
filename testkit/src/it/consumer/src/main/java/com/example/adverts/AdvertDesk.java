package com.example.adverts;

import dev.videogen.core.errors.OutcomeUnknownException;
import dev.videogen.nouvel.CompletedVideo;
import dev.videogen.nouvel.GenerateRequest;
import dev.videogen.nouvel.Job;
import dev.videogen.nouvel.NouvelClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Orders adverts and fetches what became of them. */
public final class AdvertDesk {
  private final NouvelClient nouvel;
  private final List<String> toBeLookedUp = new ArrayList<>();

  /** Orders through that client, which stays the caller's to close. */
  public AdvertDesk(NouvelClient nouvel) {
    this.nouvel = nouvel;
  }

  /**
   * Orders adverts of a product.
   *
   * @return the job's id
   * @throws IOException if the order failed, or nobody knows
   */
  public String order(String productUrl, int variants, String webhookUrl) throws IOException {
    GenerateRequest request =
        GenerateRequest.builder(productUrl).variantCount(variants).webhookUrl(webhookUrl).build();
    try {
      return nouvel.api().generate(request).execute().jobId();
    } catch (OutcomeUnknownException lost) {
      toBeLookedUp.add(productUrl);
      throw lost;
    }
  }

  /** The products whose order may or may not have been taken. */
  public List<String> toBeLookedUp() {
    return List.copyOf(toBeLookedUp);
  }

  /**
   * Waits for a job and saves the videos that can be used.
   *
   * @throws IOException if the job can't be looked at, or a video not be fetched
   */
  public List<Path> collect(String jobId, Path folder) throws IOException {
    Job job = nouvel.awaitJob(jobId).execute();
    List<Path> saved = new ArrayList<>();
    for (CompletedVideo video : job.completed()) {
      saved.add(nouvel.download(video, folder).execute());
    }
    return saved;
  }
}
