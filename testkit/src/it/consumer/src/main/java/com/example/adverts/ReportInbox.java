package com.example.adverts;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.videogen.nouvel.WebhookEvent;
import dev.videogen.nouvel.WebhookRefusedException;
import dev.videogen.nouvel.WebhookVerifier;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Takes the reports of ended jobs, each once. */
public final class ReportInbox implements HttpHandler {
  private final WebhookVerifier verifier;
  private final Consumer<WebhookEvent> ended;
  private final Set<String> seen = ConcurrentHashMap.newKeySet();

  /** Believes what is signed with that secret, and passes it on. */
  public ReportInbox(String secret, Consumer<WebhookEvent> ended) {
    this.verifier = WebhookVerifier.of(secret);
    this.ended = ended;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String signature = exchange.getRequestHeaders().getFirst(WebhookVerifier.SIGNATURE_HEADER);
      exchange.sendResponseHeaders(accept(body, signature), -1);
    }
  }

  /** The status to answer a delivery with. */
  public int accept(byte[] body, String signature) {
    WebhookEvent event;
    try {
      event = verifier.verify(body, signature);
    } catch (WebhookRefusedException refused) {
      return 401;
    }
    if (seen.add(event.key())) {
      ended.accept(event);
    }
    return 204;
  }
}
