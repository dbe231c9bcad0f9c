package dev.videogen.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.videogen.core.ApiCall;
import dev.videogen.core.download.Download;
import dev.videogen.core.poll.PollSchedule;
import dev.videogen.core.poll.Wait;
import dev.videogen.core.testing.RecordedTime;
import dev.videogen.nanobanana.ImageToVideoRequest;
import dev.videogen.nanobanana.NanoBananaApi;
import dev.videogen.nanobanana.NanoBananaClient;
import dev.videogen.nanobanana.TextToVideoRequest;
import dev.videogen.nouvel.ChatRequest;
import dev.videogen.nouvel.CompletedVideo;
import dev.videogen.nouvel.DailyFilter;
import dev.videogen.nouvel.GenerateRequest;
import dev.videogen.nouvel.NouvelApi;
import dev.videogen.nouvel.NouvelClient;
import dev.videogen.nouvel.PostFilter;
import dev.videogen.nouvel.ProjectFilter;
import dev.videogen.nouvel.PublishRequest;
import dev.videogen.nouvel.PublishTarget;
import dev.videogen.testkit.NanoBananaServer;
import dev.videogen.testkit.NouvelServer;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each endpoint, wait and download of both services, run in every form there is. */
class EveryFormTest {
  private static final String PRODUCT = "https://example.com/products/protein-powder";

  @TempDir private Path folder;
  private NanoBananaServer bananas;
  private NouvelServer ads;
  private NanoBananaClient nanobanana;
  private NouvelClient nouvel;
  private String job;
  private String project;
  private String post;
  private CompletedVideo video;

  @BeforeEach
  void start() throws IOException {
    bananas = NanoBananaServer.start();
    ads = NouvelServer.start();
    ads.rateLimited(false);
    ads.quota(0, 1_000);
    bananas.addVideo("vid_1", "completed");
    nanobanana = NanoBananaClient.builder().apiKey(bananas.key()).baseUrl(bananas.url()).build();
    nouvel =
        NouvelClient.builder()
            .apiKey(ads.key())
            .baseUrl(ads.url())
            .time(new RecordedTime())
            .build();
    job = nouvel.api().generate(GenerateRequest.of(PRODUCT)).execute().jobId();
    video = nouvel.awaitJob(job).execute().completed().get(0);
    project = video.projectId();
    post = nouvel.api().publish(publish()).execute().postId();
  }

  @AfterEach
  void close() {
    nanobanana.close();
    nouvel.close();
    bananas.close();
    ads.close();
  }

  private PublishRequest publish() {
    return PublishRequest.now(project, PublishTarget.instagram("6612f1a2b3c4d5e6f7890123", "a"));
  }

  private Map<String, ApiCall<?>> calls() {
    NanoBananaApi videos = nanobanana.api();
    NouvelApi api = nouvel.api();
    Map<String, ApiCall<?>> calls = new LinkedHashMap<>();
    calls.put("textToVideo", videos.textToVideo(TextToVideoRequest.builder("a cat").build()));
    calls.put(
        "imageToVideo",
        videos.imageToVideo(ImageToVideoRequest.builder("https://example.com/a.jpg").build()));
    calls.put("videoStatus", videos.videoStatus("vid_1"));
    calls.put("generate", api.generate(GenerateRequest.of(PRODUCT)));
    calls.put("job", api.job(job));
    calls.put("projects", api.projects(ProjectFilter.ALL));
    calls.put("project", api.project(project));
    calls.put("publish", api.publish(publish()));
    calls.put("publication", api.publication(post));
    calls.put("accounts", api.accounts());
    calls.put("analytics", api.analytics(PostFilter.ALL));
    calls.put("dailyAnalytics", api.dailyAnalytics(DailyFilter.ALL));
    calls.put("followers", api.followers(Map.of()));
    calls.put("chat", api.chat(ChatRequest.ask("Which product?")));
    return calls;
  }

  @Test
  void everyEndpointIsHere() {
    Set<String> declared = new TreeSet<>();
    for (Class<?> api : List.of(NanoBananaApi.class, NouvelApi.class)) {
      Arrays.stream(api.getMethods())
          .filter(method -> Modifier.isAbstract(method.getModifiers()))
          .map(Method::getName)
          .forEach(declared::add);
    }
    assertThat(calls().keySet()).containsExactlyInAnyOrderElementsOf(declared);
  }

  @Test
  void everyEndpointRunsInEveryForm() throws Exception {
    for (Map.Entry<String, ApiCall<?>> each : calls().entrySet()) {
      ApiCall<?> call = each.getValue();
      List<Class<?>> bodies = new ArrayList<>();
      bodies.add(call.execute().getClass());
      bodies.add(get(call.executeAsync()).getClass());
      bodies.add(call.executeForResponse().body().getClass());
      bodies.add(get(call.executeForResponseAsync()).body().getClass());

      assertThat(new HashSet<>(bodies)).as(each.getKey()).hasSize(1);
      assertThat(call.executeForResponse().status()).as(each.getKey()).isEqualTo(200);
    }
  }

  private static <T> T get(CompletableFuture<T> future) throws Exception {
    try {
      return future.get(20, TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      throw (Exception) failed.getCause();
    }
  }

  @Test
  void everyWaitRunsInEveryForm() throws Exception {
    List<Wait<?, ?>> waits =
        List.of(
            nouvel.generateAndAwait(GenerateRequest.of(PRODUCT)),
            nouvel.awaitJob(job),
            nouvel.awaitPublished(post),
            nanobanana.awaitVideo("vid_1").schedule(PollSchedule.of(Duration.ofMillis(1))));
    for (Wait<?, ?> wait : waits) {
      assertThat(wait.execute()).as("%s", wait).hasSameClassAs(get(wait.executeAsync()));
    }
  }

  @Test
  void everyDownloadRunsInEveryForm() throws Exception {
    String url = nanobanana.api().videoStatus("vid_1").execute().outputUrl();
    List<Download<Path>> downloads =
        List.of(
            nouvel.download(video, folder),
            nouvel.download(video.videoUrl(), folder.resolve("a.mp4")).overwrite(true),
            nanobanana.download(url, folder.resolve("b.mp4")).overwrite(true));
    for (Download<Path> download : downloads) {
      assertThat(download.execute()).exists();
      assertThat(get(download.executeAsync())).exists();
    }
  }
}
