/**
 * What is written to logs, all of it through SLF4J.
 *
 * <p>A <b>caller</b> sets levels, and adds {@link dev.videogen.core.logging.WireLog} to see what is
 * sent:
 *
 * <table>
 * <caption>Loggers</caption>
 * <tr><th>Logger</th><th>Level</th><th>What</th></tr>
 * <tr><td>{@code dev.videogen.calls}</td><td>DEBUG</td><td>each attempt, and how it ended</td></tr>
 * <tr><td></td><td>INFO</td><td>each wait before an attempt; an answer from the ledger</td></tr>
 * <tr><td></td><td>WARN</td><td>a call that failed, or succeeded after another may have been
 *     charged; code of yours that threw</td></tr>
 * <tr><td>{@code dev.videogen.downloads}</td><td>WARN</td><td>a partial file that stays</td></tr>
 * <tr><td>{@code dev.videogen.ledger}</td><td>WARN</td><td>damage in a ledger's file</td></tr>
 * <tr><td>{@code dev.videogen.wire}</td><td>DEBUG, TRACE</td><td>requests and responses, where a
 *     {@code WireLog} was added; bodies at TRACE</td></tr>
 * </table>
 *
 * <p>Lines about a call have key-values: {@code provider}, {@code endpoint}, {@code call} (its id,
 * the same on all its lines) and {@code attempt}; where it failed also {@code status}, {@code
 * error}, {@code reason}, {@code requestId}, {@code charge} and {@code time}.
 *
 * <pre>{@code
 * NouvelClient nouvel =
 *     NouvelClient.builder().apiKeyFromEnv().addInterceptor(new WireLog()).build();
 * }</pre>
 */
@NullMarked
package dev.videogen.core.logging;

import org.jspecify.annotations.NullMarked;
