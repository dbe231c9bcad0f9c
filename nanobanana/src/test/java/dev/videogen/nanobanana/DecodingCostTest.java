package dev.videogen.nanobanana;

import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.Moshi;
import com.sun.management.ThreadMXBean;
import dev.videogen.core.json.JsonAdapters;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import okio.Buffer;
import org.junit.jupiter.api.Test;

/** Bytes repeat within a percent where times don't. */
class DecodingCostTest {
  private static final int ROUNDS = 20_000;

  @Test
  void theDocumentedStatusTakesNoMoreThanTwoKilobytes() throws IOException {
    Moshi.Builder moshi = new Moshi.Builder();
    RateLimits.addTo(moshi);
    JsonAdapters.addTo(moshi);
    JsonAdapter<Video> adapter = moshi.build().adapter(Video.class);

    bytesPerDecoding(adapter, WireTest.STATUS);
    assertThat(bytesPerDecoding(adapter, WireTest.STATUS)).isBetween(500L, 2_000L);
  }

  private static long bytesPerDecoding(JsonAdapter<?> adapter, String json) throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long self = Thread.currentThread().getId();
    Buffer source = new Buffer();
    long before = threads.getThreadAllocatedBytes(self);
    for (int i = 0; i < ROUNDS; i++) {
      if (adapter.fromJson(source.writeUtf8(json)) == null) {
        throw new AssertionError("nothing was decoded");
      }
    }
    return (threads.getThreadAllocatedBytes(self) - before) / ROUNDS;
  }
}
