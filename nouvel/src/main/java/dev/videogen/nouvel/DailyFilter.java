package dev.videogen.nouvel;

import dev.videogen.core.endpoint.QueryFilter;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which days to tell of. What is null is left to the service.
 *
 * @param from the first day
 * @param to the last day
 * @param platform only one network's posts
 * @param accountId only one account's posts
 */
public record DailyFilter(
    @Nullable LocalDate from,
    @Nullable LocalDate to,
    @Nullable Platform platform,
    @Nullable String accountId)
    implements QueryFilter {
  /** All that the service tells by itself. */
  public static final DailyFilter ALL = new DailyFilter(null, null, null, null);

  /** The same between two days, both included; either may be null. */
  public DailyFilter between(@Nullable LocalDate first, @Nullable LocalDate last) {
    return new DailyFilter(first, last, platform, accountId);
  }

  /** The same for one network. */
  public DailyFilter platform(Platform only) {
    return new DailyFilter(from, to, only, accountId);
  }

  /** The same for one account. */
  public DailyFilter accountId(String only) {
    return new DailyFilter(from, to, platform, only);
  }

  @Override
  public Map<String, Object> parameters() {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("startDate", from);
    parameters.put("endDate", to);
    parameters.put("platform", platform);
    parameters.put("accountId", accountId);
    return parameters;
  }
}
