package dev.videogen.core.throttle;

import dev.videogen.core.endpoint.CallInfo;
import java.time.Duration;

final class Unthrottled implements Throttle, Throttle.Turn {
  static final Unthrottled INSTANCE = new Unthrottled();

  private Unthrottled() {}

  @Override
  public Turn join(CallInfo call) {
    return this;
  }

  @Override
  public Duration delay() {
    return Duration.ZERO;
  }

  @Override
  public void giveBack() {}
}
