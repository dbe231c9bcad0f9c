package dev.videogen.core.ledger;

/**
 * A part of a ledger's file that isn't as it was written. What it held may be an order that the
 * ledger now doesn't know.
 *
 * @param offset where it begins, in bytes
 * @param length how long it is, in bytes
 */
public record Damage(long offset, int length) {}
