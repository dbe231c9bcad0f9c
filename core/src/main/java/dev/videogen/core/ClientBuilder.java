package dev.videogen.core;

import com.squareup.moshi.Moshi;
import dev.failsafe.CircuitBreaker;
import dev.videogen.core.download.Downloads;
import dev.videogen.core.errors.ApiException;
import dev.videogen.core.json.JsonAdapters;
import dev.videogen.core.ledger.Ledger;
import dev.videogen.core.ledger.Order;
import dev.videogen.core.linkage.OkHttpJar;
import dev.videogen.core.linkage.UserAgent;
import dev.videogen.core.observe.CallObserver;
import dev.videogen.core.observe.Observers;
import dev.videogen.core.retry.Circuit;
import dev.videogen.core.run.Runner;
import dev.videogen.core.spending.SpendingLimit;
import dev.videogen.core.testing.RecordedTime;
import dev.videogen.core.throttle.Throttle;
import dev.videogen.core.time.DaemonThreads;
import dev.videogen.core.time.Timekeeper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Builds a provider's client. Only the key is required. Not thread-safe.
 *
 * @param <C> the client's type
 */
public final class ClientBuilder<C> {
  /** Of calls that cost nothing, and as many again of paid ones. */
  private static final int MAX_CONCURRENT = 16;

  private final Provider provider;
  private final Function<ApiClient, C> finish;
  private @Nullable Supplier<@Nullable String> key;
  private @Nullable String keyHeader;
  private HttpUrl baseUrl;
  private @Nullable OkHttpClient client;
  private final List<Interceptor> interceptors = new ArrayList<>();
  private final List<CallInterceptor> callInterceptors = new ArrayList<>();
  private final List<Interceptor> networkInterceptors = new ArrayList<>();
  private BackoffPolicy backoff;
  private Duration deadline;
  private final List<CallObserver.Factory> observers = new ArrayList<>();
  private @Nullable Ledger ledger;
  private final List<SpendingLimit> limits = new ArrayList<>();
  private String account = "default";
  private @Nullable String application;
  private @Nullable Throttle throttle;
  private @Nullable Circuit circuit;
  private @Nullable Executor executor;
  private Timekeeper time = Timekeeper.system();

  /** Starts with what the provider documents; {@code finish} wraps the finished client. */
  public ClientBuilder(Provider provider, Function<ApiClient, C> finish) {
    OkHttpJar.requireRecent();
    this.provider = provider;
    this.finish = finish;
    this.baseUrl = provider.baseUrl;
    this.backoff = provider.backoff;
    this.deadline = provider.deadline;
  }

  /**
   * The API key.
   *
   * @throws IllegalArgumentException if it is blank, of another prefix, or has characters that no
   *     header may hold; the message doesn't show it
   */
  public ClientBuilder<C> apiKey(String key) {
    String checked = AuthInterceptor.checkedKey(key, provider.keyPrefix, "apiKey");
    this.key = () -> checked;
    return this;
  }

  /** Where the API key comes from, asked once per attempt; it must be thread-safe. */
  public ClientBuilder<C> apiKey(Supplier<@Nullable String> supplier) {
    this.key = supplier;
    return this;
  }

  /**
   * Takes the API key from the provider's environment variable.
   *
   * @throws IllegalArgumentException if the variable is missing, or holds no valid key
   */
  public ClientBuilder<C> apiKeyFromEnv() {
    return apiKeyFrom(System::getenv);
  }

  ClientBuilder<C> apiKeyFrom(Function<String, @Nullable String> environment) {
    String variable = provider.keyVariable;
    String checked =
        AuthInterceptor.checkedKey(
            environment.apply(variable), provider.keyPrefix, "environment variable " + variable);
    this.key = () -> checked;
    return this;
  }

  /**
   * Sends the bare key in this header instead of {@code Authorization: Bearer}.
   *
   * @throws IllegalArgumentException if the provider documents no such header
   */
  public ClientBuilder<C> apiKeyHeader(String header) {
    if (provider.keyHeaders.stream().noneMatch(header::equalsIgnoreCase)) {
      throw new IllegalArgumentException(
          "apiKeyHeader: " + header + ", documented are " + provider.keyHeaders);
    }
    this.keyHeader = header;
    return this;
  }

  /**
   * Where the service is, instead of its documented URL: a proxy, or a fake in a test.
   *
   * @throws IllegalArgumentException if it is no URL, has credentials, query or fragment, or is not
   *     https and not on this machine
   */
  public ClientBuilder<C> baseUrl(String url) {
    HttpUrl parsed = HttpUrl.parse(url);
    if (parsed == null) {
      throw new IllegalArgumentException("baseUrl: not an http or https URL");
    }
    return baseUrl(parsed);
  }

  /** As {@link #baseUrl(String)}. */
  public ClientBuilder<C> baseUrl(HttpUrl url) {
    if (!url.isHttps() && !Downloads.isLoopback(url.host())) {
      throw new IllegalArgumentException(
          "baseUrl: "
              + url.scheme()
              + "://"
              + url.host()
              + ", must be https unless it is loopback");
    }
    if (!url.username().isEmpty() || !url.password().isEmpty()) {
      throw new IllegalArgumentException("baseUrl: must not hold credentials");
    }
    if (url.query() != null || url.fragment() != null) {
      throw new IllegalArgumentException("baseUrl: must have no query and no fragment");
    }
    this.baseUrl =
        url.encodedPath().endsWith("/") ? url : url.newBuilder().addPathSegment("").build();
    return this;
  }

  /**
   * Builds on a client of yours: its pool, dispatcher, proxy, TLS and event listeners are shared,
   * and never shut down. Its interceptors come before those added here. Its read and call timeouts,
   * its cache and its redirects are not taken over: attempts have their own declared timeouts, and
   * an API call must not be served from a cache or carry its key elsewhere.
   */
  public ClientBuilder<C> client(OkHttpClient client) {
    this.client = client;
    return this;
  }

  /**
   * Adds an interceptor that runs once per attempt, above auth: it sees requests without the key,
   * and failures as {@link ApiException}s. Interceptors run in the order added.
   */
  public ClientBuilder<C> addInterceptor(Interceptor interceptor) {
    interceptors.add(interceptor);
    return this;
  }

  /**
   * Adds what sees each call once, before its attempts: the place for a cap that counts orders, and
   * not their retries. They run in the order added.
   */
  public ClientBuilder<C> addCallInterceptor(CallInterceptor interceptor) {
    callInterceptors.add(interceptor);
    return this;
  }

  /** Adds an OkHttp network interceptor: it sees what goes over the wire, the key included. */
  public ClientBuilder<C> addNetworkInterceptor(Interceptor interceptor) {
    networkInterceptors.add(interceptor);
    return this;
  }

  /** When to retry, instead of what the provider documents. */
  public ClientBuilder<C> backoff(BackoffPolicy policy) {
    this.backoff = policy;
    return this;
  }

  /** Changes the provider's own policy. */
  public ClientBuilder<C> backoff(Function<BackoffPolicy, BackoffPolicy> change) {
    this.backoff = change.apply(backoff);
    return this;
  }

  /**
   * How long a call may take with all attempts and waits.
   *
   * @throws IllegalArgumentException if it isn't positive
   */
  public ClientBuilder<C> deadline(Duration deadline) {
    if (deadline.isZero() || deadline.isNegative()) {
      throw new IllegalArgumentException("deadline: " + deadline + ", must be positive");
    }
    this.deadline = deadline;
    return this;
  }

  /** Adds who follows each call, wait and download; they are told in the order added. */
  public ClientBuilder<C> addObserver(CallObserver.Factory factory) {
    observers.add(factory);
    return this;
  }

  /**
   * Asks a circuit breaker of Failsafe's before each attempt, and tells it of outages: of the
   * service's own faults, of time-outs and of lost connections, and not of what the service refuses
   * or the caller cancels. While it is open, calls fail with {@link
   * dev.videogen.core.errors.CircuitOpenException} and send nothing; waits go on. Clients may share
   * one. Its own {@code handle} rules aren't asked.
   */
  public ClientBuilder<C> circuitBreaker(CircuitBreaker<?> breaker) {
    this.circuit = new Circuit(breaker);
    return this;
  }

  /**
   * Runs callbacks and what hangs on futures, instead of the client's own threads: an executor of
   * virtual threads, or the application's. A task that it rejects runs on a thread of the client's,
   * and is logged at WARN. It is never shut down here.
   */
  public ClientBuilder<C> executor(Executor executor) {
    this.executor = executor;
    return this;
  }

  /** Holds calls back, instead of the documented windows; {@link Throttle#none()} turns it off. */
  public ClientBuilder<C> throttle(Throttle throttle) {
    this.throttle = throttle;
    return this;
  }

  /**
   * Records each paid call before it leaves, so that one with an {@linkplain ApiCall#idempotencyKey
   * idempotency key} is paid at most once, whatever crashes. The ledger may be shared by clients,
   * and isn't closed with this one.
   *
   * <pre>{@code
   * NouvelClient nouvel =
   *     NouvelClient.builder().apiKeyFromEnv().ledger(FileLedger.open(Path.of("videos.ledger"))).build();
   * AcceptedJob job = nouvel.api().generate(request).idempotencyKey("shop-42/clip-3").execute();
   * }</pre>
   */
  public ClientBuilder<C> ledger(Ledger ledger) {
    this.ledger = ledger;
    return this;
  }

  /**
   * Adds a limit on what may be spent; all that are added must hold. With a {@linkplain #ledger
   * ledger} it counts what that has, also of other processes; without one, what this client sends.
   */
  public ClientBuilder<C> spendingLimit(SpendingLimit limit) {
    limits.add(Objects.requireNonNull(limit, "limit"));
    return this;
  }

  /**
   * A name for whose account pays, by default {@code default}. The ledger records it: the same
   * idempotency key on another account is another order, and is refused.
   *
   * @param name never the API key, for it is stored; up to 200 characters, not blank, no control
   *     characters
   * @throws IllegalArgumentException if it isn't of that kind
   */
  public ClientBuilder<C> account(String name) {
    this.account = Order.checkAccount(name);
    return this;
  }

  /**
   * Says who is calling: the {@code User-Agent} of each request begins with this, followed by this
   * library's name and version, the provider, and OkHttp's version. An interceptor's own header
   * takes the place of all.
   *
   * @param application such as {@code shop/1.4 (ops@shop.example)}; up to 200 characters of
   *     printable ASCII
   * @throws IllegalArgumentException if it is blank, longer, or has other characters
   */
  public ClientBuilder<C> userAgent(String application) {
    this.application = UserAgent.checked(application);
    return this;
  }

  /** Takes time from elsewhere; a {@link RecordedTime} makes a test's waits instant. */
  public ClientBuilder<C> time(Timekeeper time) {
    this.time = time;
    return this;
  }

  /**
   * The finished client.
   *
   * @throws IllegalStateException if no key was given
   */
  public C build() {
    if (key == null) {
      throw new IllegalStateException(
          "apiKey: not set; give apiKey(...), or apiKeyFromEnv() for " + provider.keyVariable);
    }
    OkHttpClient given = client;
    OkHttpClient base = given == null ? ownClient() : given;
    Runner runner = new Runner(time, new Observers(provider.name, account, observers), executor);
    Failures failures = new Failures(provider.errors, provider.lookUp);
    ErrorDecodingInterceptor errors = new ErrorDecodingInterceptor(failures);
    CallSettings settings =
        new CallSettings(
            provider.name,
            backoff,
            throttle != null ? throttle : provider.throttle.apply(time),
            runner,
            deadline,
            failures,
            ledger,
            limits,
            account,
            circuit,
            callInterceptors,
            given != null);
    OkHttpClient reads = chain(base, key, errors);
    OkHttpClient paid =
        given == null ? reads.newBuilder().dispatcher(ownDispatcher()).build() : reads;
    BackoffCalls calls = new BackoffCalls(reads, paid, settings, errors);
    Moshi.Builder moshi = new Moshi.Builder();
    provider.moshi.accept(moshi);
    JsonAdapters.addTo(moshi);
    return finish.apply(
        new ApiClient(
            provider.name,
            baseUrl,
            moshi.build(),
            calls,
            base,
            given == null ? List.of(reads, paid) : List.of()));
  }

  private OkHttpClient chain(
      OkHttpClient base, Supplier<@Nullable String> supplier, ErrorDecodingInterceptor errors) {
    OkHttpClient.Builder chain =
        base.newBuilder()
            .followRedirects(false)
            .followSslRedirects(false)
            .readTimeout(Duration.ZERO)
            .callTimeout(Duration.ZERO)
            .cache(null);
    interceptors.forEach(chain::addInterceptor);
    chain.addInterceptor(auth(supplier));
    chain.addInterceptor(errors);
    chain.addInterceptor(new SendOnceInterceptor());
    networkInterceptors.forEach(chain::addNetworkInterceptor);
    boolean told =
        !interceptors.isEmpty()
            || !networkInterceptors.isEmpty()
            || !base.interceptors().isEmpty()
            || !base.networkInterceptors().isEmpty();
    return OkHttpAttempt.client(chain.build(), true, told);
  }

  private AuthInterceptor auth(Supplier<@Nullable String> supplier) {
    AuthInterceptor auth =
        keyHeader == null
            ? AuthInterceptor.bearer(baseUrl, provider.keyPrefix, supplier)
            : AuthInterceptor.header(keyHeader, baseUrl, provider.keyPrefix, supplier);
    return auth.as(UserAgent.of(application, provider.name));
  }

  /** Each of its calls finds the connection that an earlier one left. */
  private static OkHttpClient ownClient() {
    return new OkHttpClient.Builder()
        .dispatcher(ownDispatcher())
        // Trying addresses side by side takes a thread for each connect in flight.
        .fastFallback(false)
        .connectionPool(new ConnectionPool(MAX_CONCURRENT, 5, TimeUnit.MINUTES))
        .build();
  }

  /** Daemon threads, so that the JVM ends when main does. */
  private static Dispatcher ownDispatcher() {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            MAX_CONCURRENT,
            MAX_CONCURRENT,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            DaemonThreads.named("videogen-call"));
    // No more threads than calls: a call that ends starts the next before it leaves its thread.
    threads.allowCoreThreadTimeOut(true);
    Dispatcher dispatcher = new Dispatcher(threads);
    dispatcher.setMaxRequests(MAX_CONCURRENT);
    dispatcher.setMaxRequestsPerHost(MAX_CONCURRENT);
    return dispatcher;
  }
}
