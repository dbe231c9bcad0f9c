package dev.videogen.core;

import java.time.Duration;
import kotlin.jvm.JvmClassMappingKt;
import kotlin.reflect.KClass;
import org.jspecify.annotations.Nullable;

/**
 * Overrides the client's limits for one call; what is null is the client's, or the endpoint's. A
 * tag of the request.
 */
record CallLimits(
    @Nullable Duration deadline,
    @Nullable Duration maxServerWait,
    @Nullable Duration attemptTimeout) {
  static final KClass<CallLimits> TAG = JvmClassMappingKt.getKotlinClass(CallLimits.class);
  static final CallLimits NONE = new CallLimits(null, null, null);

  static Duration positive(String name, Duration value) {
    if (value.isZero() || value.isNegative()) {
      throw new IllegalArgumentException(name + ": " + value + ", must be positive");
    }
    return value;
  }
}
