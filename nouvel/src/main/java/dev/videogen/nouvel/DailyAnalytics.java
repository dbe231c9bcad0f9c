package dev.videogen.nouvel;

import dev.videogen.core.json.JsonFields;
import dev.videogen.core.json.Whole;
import org.jspecify.annotations.Nullable;

/**
 * How posts did day by day. Of the response only the name of its summary is documented.
 *
 * @param summary totals, or null
 * @param raw the whole response
 */
public record DailyAnalytics(@Nullable JsonFields summary, @Whole JsonFields raw) {}
