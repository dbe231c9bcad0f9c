package dev.videogen.nouvel;

/**
 * One thing said in a conversation.
 *
 * @param role who said it
 * @param content what was said
 */
public record ChatMessage(ChatRole role, String content) {

  /**
   * Checks what the service is certain to refuse.
   *
   * @throws IllegalArgumentException naming field and rule
   */
  public ChatMessage {
    Requests.required("role", Requests.present("role", role).value());
    Requests.present("content", content);
  }

  /** What you say. */
  public static ChatMessage user(String content) {
    return new ChatMessage(ChatRole.USER, content);
  }

  /** What the copilot said before. */
  public static ChatMessage assistant(String content) {
    return new ChatMessage(ChatRole.ASSISTANT, content);
  }

  /** Leaves the text out: a message may end up in a log. */
  @Override
  public String toString() {
    return "ChatMessage[role=" + role + "]";
  }
}
