package dev.videogen.core.poll;

import dev.videogen.core.ApiCall;
import dev.videogen.core.observe.TagList;

/** Puts the tags of a wait on one of its calls. */
final class Tagging<R> implements TagList.Visitor {
  private ApiCall<R> call;

  private Tagging(ApiCall<R> call) {
    this.call = call;
  }

  static <R> ApiCall<R> of(ApiCall<R> call, TagList tags) {
    Tagging<R> tagging = new Tagging<>(call);
    tags.forEach(tagging);
    return tagging.call;
  }

  @Override
  public <V> void tag(Class<? super V> type, V value) {
    call = call.tag(type, value);
  }
}
