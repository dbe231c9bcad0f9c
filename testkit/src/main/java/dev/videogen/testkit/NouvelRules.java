package dev.videogen.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Nouvel's rules, as documented. */
final class NouvelRules implements ServiceRules {
  private final NouvelKeys keys;
  private final NouvelJobs jobs;
  private final NouvelSocial social;
  private final Set<String> unsupportedShops = new HashSet<>();
  private int quotaUsed;
  private int quotaLimit = 100;

  NouvelRules(FakeClock clock, MediaServer media) {
    this.keys = new NouvelKeys(clock);
    this.jobs = new NouvelJobs(clock, media);
    this.social = new NouvelSocial(clock, jobs);
  }

  @Override
  public Set<Endpoint> endpoints() {
    return EnumSet.range(Endpoint.GENERATE, Endpoint.COPILOT_CHAT);
  }

  @Override
  public @Nullable CannedResponse respond(EndpointRequest call) {
    if (!call.hasRightMethod()) {
      return null;
    }
    CannedResponse refusal = keys.refusal(call);
    return keys.withLimits(call, refusal == null ? serve(call) : refusal);
  }

  @Override
  public CannedResponse unknownPath() {
    return CannedResponse.of(NouvelErrors.PATH_NOT_FOUND);
  }

  @Override
  public synchronized void reset() {
    keys.reset();
    jobs.reset();
    social.reset();
    unsupportedShops.clear();
    quotaUsed = 0;
    quotaLimit = 100;
  }

  NouvelKeys keys() {
    return keys;
  }

  NouvelJobs jobs() {
    return jobs;
  }

  NouvelSocial social() {
    return social;
  }

  synchronized int quotaUsed() {
    return quotaUsed;
  }

  synchronized void quota(int used, int limit) {
    quotaUsed = used;
    quotaLimit = limit;
  }

  synchronized int quotaLimit() {
    return quotaLimit;
  }

  synchronized void unsupportedShop(String host) {
    unsupportedShops.add(host);
  }

  private CannedResponse serve(EndpointRequest call) {
    return switch (call.endpoint()) {
      case GENERATE -> generate(call);
      case JOB -> jobs.poll(call.id());
      case PROJECTS -> projects(call);
      case PROJECT -> jobs.get(call.id());
      default -> social.respond(call);
    };
  }

  private CannedResponse projects(EndpointRequest call) {
    int limit = Math.min(100, call.positive("limit", 20));
    return jobs.list(call.positive("page", 1), limit, call.query("status", ""));
  }

  private synchronized CannedResponse generate(EndpointRequest call) {
    Map<String, Object> body = call.json();
    if (body == null) {
      return CannedResponse.of(NouvelErrors.INVALID_JSON);
    }
    NouvelErrors refusal = validate(body);
    if (refusal != null) {
      return CannedResponse.of(refusal);
    }
    List<String> urls = urls(body);
    for (String url : urls) {
      HttpUrl page = HttpUrl.get(url);
      if (page.encodedPath().equals("/")) {
        return CannedResponse.of(notAProduct(page.host()));
      }
      if (unsupportedShops.contains(page.host())) {
        return CannedResponse.of(NouvelErrors.SHOP_UNSUPPORTED);
      }
    }
    int variants = body.get("variantCount") instanceof Long count ? count.intValue() : 1;
    int cost = urls.size() * variants;
    if (quotaUsed + cost > quotaLimit) {
      return CannedResponse.of(
          NouvelErrors.QUOTA_EXCEEDED.fixture().withUsage(quotaUsed, quotaLimit));
    }
    quotaUsed += cost;
    return jobs.start(urls, variants, body).charging(Duration.ZERO);
  }

  private static ErrorFixture notAProduct(String host) {
    ErrorFixture fixture = NouvelErrors.NOT_A_PRODUCT.fixture();
    return fixture.withBody(fixture.body().replace("example.com", host));
  }

  private static @Nullable NouvelErrors validate(Map<String, Object> body) {
    if (!(body.get("urls") instanceof List<?> urls) || urls.isEmpty() || urls.size() > 3) {
      return NouvelErrors.URLS_INVALID;
    }
    for (Object url : urls) {
      if (!(url instanceof String text) || HttpUrl.parse(text) == null) {
        return NouvelErrors.URL_NOT_HTTP;
      }
    }
    Object variants = body.get("variantCount");
    if (variants != null && !(variants instanceof Long count && count >= 1 && count <= 3)) {
      return NouvelErrors.VARIANT_COUNT_INVALID;
    }
    Object webhook = body.get("webhookUrl");
    if (webhook != null && !(webhook instanceof String text && isPublicHttps(text))) {
      return NouvelErrors.WEBHOOK_URL_INVALID;
    }
    return null;
  }

  private static boolean isPublicHttps(String text) {
    HttpUrl url = HttpUrl.parse(text);
    return url != null
        && url.isHttps()
        && !url.host()
            .matches(
                "localhost|127\\.0\\.0\\.1|0\\.0\\.0\\.0|::1|10\\..*|192\\.168\\..*"
                    + "|172\\.(1[6-9]|2\\d|3[01])\\..*");
  }

  private static List<String> urls(Map<String, Object> body) {
    List<String> urls = new ArrayList<>();
    if (body.get("urls") instanceof List<?> given) {
      given.forEach(it -> urls.add((String) it));
    }
    return urls;
  }
}
