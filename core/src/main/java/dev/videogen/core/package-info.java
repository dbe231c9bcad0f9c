/**
 * What every provider needs: the interceptor chain (auth, error decoding, backoff), typed errors,
 * call adapters, declared call policies, polling and downloads. It knows no provider.
 */
@NullMarked
package dev.videogen.core;

import org.jspecify.annotations.NullMarked;
