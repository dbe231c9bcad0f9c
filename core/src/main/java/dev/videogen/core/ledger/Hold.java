package dev.videogen.core.ledger;

/**
 * The sole right to send an order, given by {@link Ledger#claim} and ended by {@link
 * Ledger#settled}.
 *
 * @param key the order's idempotency key
 * @param owner tells this hold from any other of the same key
 */
public record Hold(String key, String owner) {}
