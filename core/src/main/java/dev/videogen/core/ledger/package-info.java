/**
 * The ledger: what was sent and paid under which idempotency key, for services that have no such
 * keys. It records, refuses, replays and lists; it sends nothing, and has no thread and no timer.
 *
 * <p>A <b>caller</b> begins with {@link dev.videogen.core.ledger.FileLedger}, and shares one per
 * file; {@link dev.videogen.core.ledger.Ledger#unsettled} lists what a crash left open.
 *
 * <pre>{@code
 * try (FileLedger ledger = FileLedger.open(Path.of("videos.ledger"))) {
 *   for (Entry open : ledger.unsettled()) {
 *     log.warn("{} was sent at {}, outcome unknown", open.order().key(), open.sentAt());
 *   }
 * }
 * }</pre>
 *
 * <p>A <b>person</b> looks at a file, and settles by hand what isn't known, with the command {@link
 * dev.videogen.core.ledger.LedgerDesk}.
 *
 * <p>Who keeps entries elsewhere implements {@link dev.videogen.core.ledger.Ledger}. The order of
 * writes is its whole point: {@code claim}, then {@code sending} (durable before the first byte
 * leaves), then {@code settled}. A crash before "sending" costs nothing, one before "settled" a
 * false alarm at worst.
 *
 * <p>Within: a line of the file is {@code LedgerLine}, where each key's newest line is {@code
 * KeyIndex}, and {@code Journal} writes them so that threads share a sync.
 */
@NullMarked
package dev.videogen.core.ledger;

import org.jspecify.annotations.NullMarked;
