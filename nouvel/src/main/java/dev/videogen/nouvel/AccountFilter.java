package dev.videogen.nouvel;

import dev.videogen.core.endpoint.QueryFilter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which social accounts to list.
 *
 * @param platform only those of one network; null for all
 */
public record AccountFilter(@Nullable Platform platform) implements QueryFilter {
  /** All accounts. */
  public static final AccountFilter ALL = new AccountFilter(null);

  /** The same for one network. */
  public AccountFilter platform(Platform only) {
    return new AccountFilter(only);
  }

  @Override
  public Map<String, Object> parameters() {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("platform", platform);
    return parameters;
  }
}
