package dev.videogen.core;

import com.squareup.moshi.Moshi;
import dev.videogen.core.annotations.ProviderApi;
import dev.videogen.core.endpoint.CallInfo;
import dev.videogen.core.errors.ErrorCatalogue;
import dev.videogen.core.throttle.Throttle;
import dev.videogen.core.time.Timekeeper;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** What core has to know of a service to call it. Immutable. */
@ProviderApi
public final class Provider {
  final String name;
  final HttpUrl baseUrl;
  final String keyPrefix;
  final String keyVariable;
  final List<String> keyHeaders;
  final Supplier<ErrorCatalogue> errors;
  final Function<CallInfo, String> lookUp;
  final BackoffPolicy backoff;
  final Duration deadline;
  final Function<Timekeeper, Throttle> throttle;
  final Consumer<Moshi.Builder> moshi;

  private Provider(Builder builder) {
    this.name = builder.name;
    this.baseUrl = Objects.requireNonNull(builder.baseUrl, "baseUrl");
    this.keyPrefix = builder.keyPrefix;
    this.keyVariable = builder.keyVariable;
    this.keyHeaders = builder.keyHeaders;
    this.errors = Objects.requireNonNull(builder.errors, "errors");
    this.lookUp = builder.lookUp;
    this.backoff = builder.backoff;
    this.deadline = builder.deadline;
    this.throttle = builder.throttle;
    this.moshi = builder.moshi;
  }

  /** A description under construction; base URL and errors are required. */
  public static Builder builder(String name) {
    return new Builder(name);
  }

  /** The service's name, as it appears in errors and logs. */
  public String name() {
    return name;
  }

  /** A description under construction. */
  public static final class Builder {
    private final String name;
    private @Nullable HttpUrl baseUrl;
    private String keyPrefix = "";
    private String keyVariable = "API_KEY";
    private List<String> keyHeaders = List.of();
    private @Nullable Supplier<ErrorCatalogue> errors;
    private Function<CallInfo, String> lookUp =
        call -> "Find out whether the request took effect before sending it again.";
    private BackoffPolicy backoff = BackoffPolicy.DEFAULT;
    private Duration deadline = Duration.ofMinutes(10);
    private Function<Timekeeper, Throttle> throttle = time -> Throttle.none();
    private Consumer<Moshi.Builder> moshi = builder -> {};

    private Builder(String name) {
      this.name = name;
    }

    /** Where the service is; it ends with a slash. */
    public Builder baseUrl(String url) {
      this.baseUrl = HttpUrl.get(url);
      return this;
    }

    /** What each of the service's keys starts with. */
    public Builder keyPrefix(String prefix) {
      this.keyPrefix = prefix;
      return this;
    }

    /** The environment variable that holds the key. */
    public Builder keyVariable(String variable) {
      this.keyVariable = variable;
      return this;
    }

    /** Headers that may carry the bare key, beside {@code Authorization: Bearer}. */
    public Builder keyHeaders(String... headers) {
      this.keyHeaders = List.of(headers);
      return this;
    }

    /** All documented failures; asked for when the first call fails. */
    public Builder errors(Supplier<ErrorCatalogue> errors) {
      this.errors = errors;
      return this;
    }

    /** How to find out whether a request whose outcome is unknown took effect, one sentence. */
    public Builder lookUp(String advice) {
      return lookUp(call -> advice);
    }

    /** As {@link #lookUp(String)}, where that differs by endpoint. */
    public Builder lookUp(Function<CallInfo, String> advice) {
      this.lookUp = advice;
      return this;
    }

    /** When to retry, by default. */
    public Builder backoff(BackoffPolicy policy) {
      this.backoff = policy;
      return this;
    }

    /** How long a call may take with all attempts and waits, by default. */
    public Builder deadline(Duration deadline) {
      this.deadline = deadline;
      return this;
    }

    /** The throttle of one client, by default none. */
    public Builder throttle(Function<Timekeeper, Throttle> throttle) {
      this.throttle = throttle;
      return this;
    }

    /** Adds JSON adapters for the service's models. */
    public Builder moshi(Consumer<Moshi.Builder> adapters) {
      this.moshi = adapters;
      return this;
    }

    /** The finished description. */
    public Provider build() {
      return new Provider(this);
    }
  }
}
