package com.example.adverts;

import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.Charge;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Interceptor;
import okhttp3.Response;

/** Lets through so many orders and refuses any further one; what the service refused is free. */
public final class SpendingLimit implements Interceptor {
  private final AtomicInteger left;

  /** Allows that many orders. */
  public SpendingLimit(int orders) {
    left = new AtomicInteger(orders);
  }

  /** Orders that may still be made. */
  public int left() {
    return left.get();
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    if (!chain.request().url().encodedPath().endsWith("/generate")) {
      return chain.proceed(chain.request());
    }
    if (left.getAndUpdate(orders -> Math.max(0, orders - 1)) == 0) {
      throw new SpendingLimitException();
    }
    Response response;
    try {
      response = chain.proceed(chain.request());
    } catch (ApiException refused) {
      if (refused.charge() == Charge.NONE) {
        left.incrementAndGet();
      }
      throw refused;
    }
    if (!response.isSuccessful()) {
      left.incrementAndGet();
    }
    return response;
  }
}
