/**
 * Models as records, read leniently: one malformed detail is no reason to lose a response that was
 * paid for.
 *
 * <p>The <b>author of a provider</b> declares records with Moshi's {@code @Json} names; what isn't
 * {@code @Nullable} is required, and everything else may be missing or malformed. The rules are
 * {@link dev.videogen.core.json.JsonAdapters}'.
 *
 * <pre>{@code
 * public record Kiln(@Id String id, KilnState state, @Json(name = "max_c") @Nullable Integer maxC) {}
 * }</pre>
 *
 * <p>A <b>caller</b> meets {@link dev.videogen.core.json.JsonFields} where a service documents no
 * fields, and {@link dev.videogen.core.json.TextValue}s, whose documented values are constants and
 * whose others pass through.
 */
@NullMarked
package dev.videogen.core.json;

import org.jspecify.annotations.NullMarked;
