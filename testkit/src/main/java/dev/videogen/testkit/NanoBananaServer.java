package dev.videogen.testkit;

import java.time.Duration;
import java.util.Set;

/**
 * A fake of Nano Banana Video. It knows keys, plans, credits and the window of 30 generations in 30
 * minutes, and answers a generation with a finished video, as the service does.
 */
public final class NanoBananaServer extends VideogenServer {
  private final NanoBananaBehaviour behaviour;
  private final FakeService service;

  private NanoBananaServer(ServerBuilder<NanoBananaServer> builder) {
    super(builder);
    behaviour = new NanoBananaBehaviour(clock(), media());
    service =
        new FakeService(behaviour, builder.port(), builder.transport(), media().url("redirected"));
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
    return NanoBananaBehaviour.KEY;
  }

  /** A key whose account's plan does not include the API. */
  public String keyWithoutPlan() {
    return NanoBananaBehaviour.KEY_WITHOUT_PLAN;
  }

  /** Makes another key known, of the same account, with the API plan. */
  public void addKey(String key) {
    behaviour.addKey(key);
  }

  /** Makes the service forget a key, as regenerating it does. */
  public void revokeKey(String key) {
    behaviour.revokeKey(key);
  }

  /** The credits left. */
  public int credits() {
    return behaviour.credits();
  }

  /** Sets the credits left; a generation costs 7. */
  public void credits(int left) {
    behaviour.credits(left);
  }

  /** From now on a generation lets that much of the fake's time pass. None at first. */
  public void generationTakes(Duration fakeTime) {
    behaviour.generationTakes(fakeTime);
  }

  /** From now on a generation holds its answer back for that much real time. None at first. */
  public void generationHolds(Duration realTime) {
    behaviour.generationHolds(realTime);
  }

  /** Fills the window of 30 generations as of now. */
  public void fillRateWindow() {
    behaviour.fillRateWindow();
  }

  /** Whether the window of 30 generations in 30 minutes is watched. It is at first. */
  public void rateLimited(boolean watched) {
    behaviour.rateLimited(watched);
  }

  /**
   * Adds a video that was made some other time.
   *
   * @param statuses what successive status calls say, the last one from then on
   */
  public void addVideo(String id, String... statuses) {
    behaviour.addVideo(id, statuses);
  }

  /** Adds a video of somebody else's. */
  public void addForeignVideo(String id) {
    behaviour.addForeignVideo(id);
  }

  /** From now on answers have these older shapes, and no others. They have none at first. */
  public void speak(OldShape... shapes) {
    behaviour.speak(Set.of(shapes));
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

  NanoBananaBehaviour behaviour() {
    return behaviour;
  }

  @Override
  void resetMore() {}

  @Override
  Set<String> keys() {
    return behaviour.keys();
  }

  @Override
  FakeService service() {
    return service;
  }
}
