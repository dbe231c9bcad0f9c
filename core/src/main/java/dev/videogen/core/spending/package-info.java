/**
 * How much may be spent.
 *
 * <p>A <b>caller</b> begins with {@link dev.videogen.core.spending.SpendingLimit}, and gives it to
 * the client's builder:
 *
 * <pre>{@code
 * builder.spendingLimit(SpendingLimit.of(20).videosPer(Duration.ofDays(1)));
 * }</pre>
 *
 * <p>The <b>author of a provider</b> lets a request's body say how many videos it orders, as {@link
 * dev.videogen.core.spending.Priced}, and a response what was charged, as {@link
 * dev.videogen.core.spending.HasCost}. Without either each paid call counts as one video.
 */
@NullMarked
package dev.videogen.core.spending;

import org.jspecify.annotations.NullMarked;
