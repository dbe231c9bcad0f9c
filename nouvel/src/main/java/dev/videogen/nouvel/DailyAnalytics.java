package dev.videogen.nouvel;

import dev.videogen.core.json.JsonFields;
import dev.videogen.core.json.Whole;
import org.jspecify.annotations.Nullable;

/**
 * How posts did day by day. The answer isn't documented but for the name of its summary.
 *
 * @param summary totals, or null
 * @param raw the whole answer
 */
public record DailyAnalytics(@Nullable JsonFields summary, @Whole JsonFields raw) {}
