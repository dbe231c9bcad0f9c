package dev.videogen.nouvel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A conversation with the copilot so far. The service remembers nothing: send all of it each time.
 *
 * @param messages what was said, oldest first, at least one
 * @param productUrl adds what competitors advertise for such a product
 * @param projectId adds what is known of one of your videos
 */
public record ChatRequest(
    List<ChatMessage> messages, @Nullable String productUrl, @Nullable String projectId) {

  /**
   * Checks what the service is certain to refuse.
   *
   * @throws IllegalArgumentException naming field, rule and value
   */
  public ChatRequest {
    messages = Requests.required("messages", messages);
  }

  /** A conversation without further context. */
  public static ChatRequest of(ChatMessage... messages) {
    return new ChatRequest(Requests.required("messages", Requests.list(messages)), null, null);
  }

  /** A conversation that begins with a question. */
  public static ChatRequest ask(String question) {
    return of(ChatMessage.user(question));
  }

  /** The same with a product page as context. */
  public ChatRequest withProductUrl(String url) {
    return new ChatRequest(messages, url, projectId);
  }

  /** The same with one of your videos as context. */
  public ChatRequest withProjectId(String id) {
    return new ChatRequest(messages, productUrl, id);
  }

  /** Leaves the texts out: a conversation may end up in a log. */
  @Override
  public String toString() {
    return "ChatRequest[" + messages.size() + " messages, projectId=" + projectId + "]";
  }
}
