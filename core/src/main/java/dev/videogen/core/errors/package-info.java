/**
 * The exceptions: each tells the caller what to do next, and whether money may have been spent.
 *
 * <p>A <b>caller</b> begins with {@link dev.videogen.core.errors.ApiException}, whose subtypes are
 * cut by what to do, and with {@link dev.videogen.core.errors.OutcomeUnknownException}, which says
 * that a paid request may have been charged.
 *
 * <pre>{@code
 * } catch (OutcomeUnknownException e) {
 *   markAsPossiblyPaid(e.advice());
 * } catch (ApiException e) {
 *   log.error(e.supportReport());
 * }
 * }</pre>
 *
 * <p>The <b>author of a provider</b> lists its documented failures as {@link
 * dev.videogen.core.errors.DocumentedErrorCode}s in an {@link
 * dev.videogen.core.errors.ErrorCatalogue}; what a status means without one is {@code
 * StatusMeaning}. A fact is added to failures in {@link dev.videogen.core.errors.Failure}.
 */
@NullMarked
package dev.videogen.core.errors;

import org.jspecify.annotations.NullMarked;
