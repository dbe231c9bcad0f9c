package com.example.adverts;

import java.io.IOException;

/** An order was not sent, because the limit is spent. */
public final class SpendingLimitException extends IOException {
  private static final long serialVersionUID = 1L;

  SpendingLimitException() {
    super("orders: the limit is spent");
  }
}
