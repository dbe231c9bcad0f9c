package dev.videogen.testkit;

import java.time.Duration;
import java.util.Set;

/**
 * A fake of Nano Banana Video. It knows keys, plans, credits and the window of 30 generations in 30
 * minutes, and answers a generation with a finished video, as the service does.
 */
public final class NanoBananaServer extends VideogenServer {
  private final NanoBananaRules rules;
  private final FakeService service;

  private NanoBananaServer(ServerBuilder<NanoBananaServer> builder) {
    super(builder);
    rules = new NanoBananaRules(clock(), media());
    service =
        new FakeService(rules, builder.port(), builder.transport(), media().url("redirected"));
  }

  /** Starts with plain HTTP on a port of the system's choice. */
  public static NanoBananaServer start() {
    return builder().start();
  }

  /** For fixed ports, HTTPS or HTTP/2. */
  public static ServerBuilder<NanoBananaServer> builder() {
    return new ServerBuilder<>(NanoBananaServer::new);
  }

  @Override
  public String key() {
    return NanoBananaRules.KEY;
  }

  /** A key whose account's plan does not include the API. */
  public String keyWithoutPlan() {
    return NanoBananaRules.KEY_WITHOUT_PLAN;
  }

  /** Makes another key known, of the same account, with the API plan. */
  public void addKey(String key) {
    rules.addKey(key);
  }

  /** Makes the service forget a key, as regenerating it does. */
  public void revokeKey(String key) {
    rules.revokeKey(key);
  }

  /** The credits left. */
  public int credits() {
    return rules.credits();
  }

  /** Sets the credits left; a generation costs 7. */
  public void credits(int left) {
    rules.credits(left);
  }

  /** From now on a generation lets that much of the fake's time pass. None at first. */
  public void generationTakes(Duration fakeTime) {
    rules.generationTakes(fakeTime);
  }

  /** From now on a generation holds its answer back for that much real time. None at first. */
  public void generationHolds(Duration realTime) {
    rules.generationHolds(realTime);
  }

  /** Fills the window of 30 generations as of now. */
  public void fillRateWindow() {
    rules.fillRateWindow();
  }

  /** Whether the window of 30 generations in 30 minutes is watched. It is at first. */
  public void rateLimited(boolean watched) {
    rules.rateLimited(watched);
  }

  /**
   * Adds a video that was made some other time.
   *
   * @param statuses what successive status calls say, the last one from then on
   */
  public void addVideo(String id, String... statuses) {
    rules.addVideo(id, statuses);
  }

  /** Adds a video of somebody else's. */
  public void addForeignVideo(String id) {
    rules.addForeignVideo(id);
  }

  /** From now on answers have these older shapes, and no others. They have none at first. */
  public void speak(LegacyFormat... shapes) {
    rules.speak(Set.of(shapes));
  }

  /** What text-to-video answers next. */
  public Script onTextToVideo() {
    return on(Endpoint.TEXT_TO_VIDEO);
  }

  /** What image-to-video answers next. */
  public Script onImageToVideo() {
    return on(Endpoint.IMAGE_TO_VIDEO);
  }

  /** What the status call answers next. */
  public Script onVideoStatus() {
    return on(Endpoint.VIDEO_STATUS);
  }

  NanoBananaRules rules() {
    return rules;
  }

  @Override
  void resetMore() {}

  @Override
  Set<String> keys() {
    return rules.keys();
  }

  @Override
  FakeService service() {
    return service;
  }
}
