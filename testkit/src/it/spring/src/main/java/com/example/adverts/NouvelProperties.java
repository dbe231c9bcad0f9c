package com.example.adverts;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is set from outside.
 *
 * @param apiKey from the environment: {@code NOUVEL_API_KEY} is {@code nouvel.api-key}
 * @param baseUrl where the service is; a test's fake
 * @param ledger the file that remembers what was paid for
 * @param deadline how long a call may take with all its waits
 */
@ConfigurationProperties("nouvel")
public record NouvelProperties(
    String apiKey,
    @DefaultValue("https://app.nouvel.ai/api/v1/") String baseUrl,
    @DefaultValue("videos.ledger") Path ledger,
    @DefaultValue("20m") Duration deadline) {
  /** Without the key. */
  @Override
  public String toString() {
    return "NouvelProperties[baseUrl=" + baseUrl + ", ledger=" + ledger + "]";
  }
}
