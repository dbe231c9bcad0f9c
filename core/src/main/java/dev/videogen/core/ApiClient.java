package dev.videogen.core;

import com.squareup.moshi.Moshi;
import dev.videogen.core.annotations.ProviderApi;
import dev.videogen.core.download.Downloads;
import dev.videogen.core.endpoint.Endpoint;
import dev.videogen.core.ledger.Ledger;
import dev.videogen.core.ledger.LookUp;
import dev.videogen.core.ledger.Order;
import dev.videogen.core.run.Runner;
import dev.videogen.core.time.Timekeeper;
import java.util.List;
import java.util.function.Function;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import retrofit2.Retrofit;
import retrofit2.converter.moshi.MoshiConverterFactory;

/**
 * What a provider's client is made of: its Retrofit interfaces, the chain beneath them, and
 * downloads. Thread-safe. A provider's client wraps one and adds what is particular to its service.
 *
 * <pre>{@code
 * ApiClient client = new ClientBuilder<>(PROVIDER, Function.identity()).apiKey("ak_1").build();
 * AcmeApi api = client.create(AcmeApi.class);
 * }</pre>
 */
@ProviderApi
public final class ApiClient implements AutoCloseable {
  private final String name;
  private final HttpUrl baseUrl;
  private final Retrofit retrofit;
  private final Moshi moshi;
  private final CallSettings settings;
  private final Runner runner;
  private final Downloads downloads;
  private final List<OkHttpClient> owned;

  ApiClient(
      String name,
      HttpUrl baseUrl,
      Moshi moshi,
      BackoffCalls calls,
      OkHttpClient downloads,
      List<OkHttpClient> owned) {
    this.name = name;
    this.baseUrl = baseUrl;
    this.moshi = moshi;
    this.settings = calls.settings();
    this.runner = settings.runner;
    this.downloads = new Downloads(downloads, Downloads.isLoopback(baseUrl.host()), runner);
    this.owned = owned;
    this.retrofit =
        new Retrofit.Builder()
            .baseUrl(baseUrl)
            .callFactory(calls)
            .addConverterFactory(MoshiConverterFactory.create(moshi))
            .addCallAdapterFactory(new ApiCallAdapterFactory(calls))
            .build();
  }

  /**
   * An implementation of a Retrofit interface on this client's chain. Its methods return {@link
   * ApiCall}, or the plain body.
   *
   * @throws IllegalArgumentException if a method is none that Retrofit can implement, or returns
   *     what nothing can read
   */
  public <T> T create(Class<T> api) {
    return retrofit.newBuilder().validateEagerly(true).build().create(api);
  }

  /**
   * As {@link #create}, except that each method is checked when it is first called, so that a
   * program starts sooner. For an interface that ships with a provider's client, whose own test has
   * passed it to {@link #create}.
   */
  public <T> T createLazily(Class<T> api) {
    return retrofit.create(api);
  }

  /** The JSON adapters in use, for bodies that arrive another way, such as webhooks. */
  public Moshi moshi() {
    return moshi;
  }

  /** The time this client goes by. */
  public Timekeeper time() {
    return runner.time();
  }

  /** Carries what takes time: for waits, and for courses of the provider's own. */
  public Runner runner() {
    return runner;
  }

  /** Where paid calls are recorded; null if nowhere. */
  public @Nullable Ledger ledger() {
    return settings.keepsKeys ? settings.ledger : null;
  }

  /**
   * Has the service looked at before a paid request is sent once more, where the ledger records it:
   * what is found isn't sent again. To be called once, by the provider's client.
   */
  public void lookBeforeRetry(LookUp lookUp) {
    settings.lookUp = lookUp;
  }

  /**
   * The order that a paid call of this client's stands for under a key.
   *
   * @throws IllegalArgumentException if the key isn't one, or the call is none of this client's
   */
  public Order order(ApiCall<?> call, String key) {
    return requestOf(
        call,
        request ->
            Booking.order(
                Order.checkKey(key),
                settings.account,
                name + "/" + Endpoint.of(request).name(),
                request));
  }

  /**
   * The request of a call of this client's, to be looked for.
   *
   * @throws IllegalArgumentException if the call is none of this client's
   */
  public Request request(ApiCall<?> call) {
    return requestOf(call, request -> request);
  }

  private static <T> T requestOf(ApiCall<?> call, Function<Request, T> made) {
    if (call instanceof RetrofitCall<?> known) {
      return made.apply(known.request());
    }
    throw new IllegalArgumentException("call: none of this client's");
  }

  /** The service's name. */
  public String name() {
    return name;
  }

  /** Fetches files with this client's network settings, and without its credentials. */
  public Downloads downloads() {
    return downloads;
  }

  /**
   * Ends all calls and waits under way with {@link dev.videogen.core.errors.CallCanceledException},
   * or with {@link dev.videogen.core.errors.OutcomeUnknownException} where a paid request is out.
   * Threads and connections are shut down if they are this client's own; those of an {@code
   * OkHttpClient} that was passed in aren't.
   */
  @Override
  public void close() {
    runner.close();
    for (OkHttpClient own : owned) {
      own.dispatcher().executorService().shutdown();
      own.connectionPool().evictAll();
    }
  }

  /** Shows service and URL; the key is nowhere in it. */
  @Override
  public String toString() {
    return "ApiClient[" + name + " at " + baseUrl + "]";
  }
}
