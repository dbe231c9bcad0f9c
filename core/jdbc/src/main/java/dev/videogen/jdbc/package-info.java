/**
 * The ledger in a database, for processes and machines that share one.
 *
 * <p>A <b>caller</b> with more than one process begins with {@link dev.videogen.jdbc.JdbcLedger},
 * and brings the driver and a pool of connections; for one process {@link
 * dev.videogen.core.ledger.FileLedger} needs neither.
 *
 * <pre>{@code
 * JdbcLedger ledger = JdbcLedger.builder(dataSource).createTable().open();
 * }</pre>
 *
 * <p>A <b>person</b> looks at it, and settles by hand what isn't known, with the command {@link
 * dev.videogen.jdbc.JdbcLedgerDesk}.
 *
 * <p>Within: what differs between databases is {@code Dialect}, and each step is one statement of
 * {@code Statements}.
 */
@NullMarked
package dev.videogen.jdbc;

import org.jspecify.annotations.NullMarked;
