package dev.videogen.core;

import com.squareup.moshi.Moshi;
import dev.videogen.core.download.Downloads;
import dev.videogen.core.errors.CallCanceledException;
import dev.videogen.core.time.Timekeeper;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import retrofit2.Retrofit;
import retrofit2.converter.moshi.MoshiConverterFactory;

/**
 * What a provider's client is made of: its Retrofit interfaces, the chain beneath them, and
 * downloads. Thread-safe. A provider's client wraps one and adds what is particular to its service.
 */
public final class ApiClient implements AutoCloseable {
  private final String name;
  private final HttpUrl baseUrl;
  private final Retrofit retrofit;
  private final Moshi moshi;
  private final BackoffCalls calls;
  private final Timekeeper time;
  private final Downloads downloads;
  private final @Nullable OkHttpClient owned;

  ApiClient(
      String name,
      HttpUrl baseUrl,
      Moshi moshi,
      BackoffCalls calls,
      ErrorDecodingInterceptor errors,
      Timekeeper time,
      OkHttpClient downloads,
      @Nullable OkHttpClient owned) {
    this.name = name;
    this.baseUrl = baseUrl;
    this.moshi = moshi;
    this.calls = calls;
    this.time = time;
    this.downloads = new Downloads(downloads, baseUrl, time);
    this.owned = owned;
    this.retrofit =
        new Retrofit.Builder()
            .baseUrl(baseUrl)
            .callFactory(calls)
            .addConverterFactory(MoshiConverterFactory.create(moshi))
            .addCallAdapterFactory(new AnswerCallAdapterFactory())
            .validateEagerly(true)
            .build();
    errors.decodeWith(new AnswerReader(retrofit));
  }

  /**
   * An implementation of a Retrofit interface on this client's chain.
   *
   * @throws IllegalArgumentException if the interface isn't one that Retrofit can implement
   */
  public <T> T create(Class<T> api) {
    return retrofit.create(api);
  }

  /** The JSON adapters in use, for bodies that arrive another way, such as webhooks. */
  public Moshi moshi() {
    return moshi;
  }

  /** The time this client goes by. */
  public Timekeeper time() {
    return time;
  }

  /** Fetches files with this client's network settings, and without its credentials. */
  public Downloads downloads() {
    return downloads;
  }

  /**
   * Ends all calls under way with {@link CallCanceledException}. Threads and connections are shut
   * down if they are this client's own; those of an {@code OkHttpClient} that was passed in aren't.
   */
  @Override
  public void close() {
    calls.close();
    downloads.close();
    if (owned != null) {
      owned.dispatcher().executorService().shutdown();
      owned.connectionPool().evictAll();
    }
  }

  /** Shows service and address; the key is nowhere in it. */
  @Override
  public String toString() {
    return "ApiClient[" + name + " at " + baseUrl + "]";
  }
}
