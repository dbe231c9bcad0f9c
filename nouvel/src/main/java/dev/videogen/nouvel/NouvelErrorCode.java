package dev.videogen.nouvel;

import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.AuthenticationException;
import dev.videogen.core.errors.DocumentedErrorCode;
import dev.videogen.core.errors.ErrorResponse;
import dev.videogen.core.errors.Failure;
import dev.videogen.core.errors.InvalidRequestException;
import dev.videogen.core.errors.NotFoundException;
import dev.videogen.core.errors.PermissionException;
import dev.videogen.core.errors.RateLimitedException;
import dev.videogen.core.errors.ServerFaultException;
import dev.videogen.core.errors.UnprocessableException;
import dev.videogen.core.json.LenientTimes;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Every failure that Nouvel documents. The status decides first, then the endpoint; where several
 * share both, the service's own codes and stable fragments of its sentences tell them apart.
 */
public enum NouvelErrorCode implements DocumentedErrorCode {
  /** {@code urls} isn't a list of 1 to 3 URLs. */
  URLS_INVALID(
      400,
      "Give 1 to 3 http or https URLs.",
      InvalidRequestException::new,
      response -> response.says("urls must be")),
  /** Something else in the request is wrong; the texts aren't documented. */
  INVALID_REQUEST(
      400,
      "Fix the request: the service refused it.",
      InvalidRequestException::new,
      response -> response.error() != null),
  /** The key is missing, malformed, revoked, expired or unknown. */
  API_KEY_UNRESOLVED(
      401,
      "Check the API key: it starts with nvl_, and may be revoked or expired.",
      AuthenticationException::new,
      response -> true),
  /** The quota of videos and the credits are used up. */
  QUOTA_EXCEEDED(
      402,
      "Buy credits or upgrade at https://app.nouvel.ai/settings/billing; the key is fine.",
      QuotaExceededException::new,
      response -> response.says("quota_exceeded") || response.fields().object("usage") != null),
  /** The plan has no API access, or the trial is over; the text isn't documented. */
  PLAN_WITHOUT_API(
      402,
      "Upgrade the plan: this one has no API access, or its trial is over.",
      PlanWithoutApiException::new,
      response -> response.error() != null),
  /** The key lacks a permission. */
  PERMISSION_MISSING(
      403,
      "Make a key that has the permission: an existing key's can't be changed.",
      MissingPermissionException::new,
      response -> response.says("does not have the", "permission")),
  /** The resource, or the social account, is another user's; the text isn't documented. */
  NOT_YOURS(
      403,
      "Ask with the key of the account that it belongs to.",
      PermissionException::new,
      response -> response.error() != null),
  /** There is no such job. */
  JOB_NOT_FOUND(
      404,
      "Check the job's id: this account has no such job.",
      NotFoundException::new,
      response -> response.says("job not found")),
  /** There is no such project, post or organisation, or no such path. */
  NOT_FOUND(404, "Check the id and the base URL.", NotFoundException::new, response -> true),
  /** The page isn't a product's. */
  NOT_A_PRODUCT(
      422,
      "Give the URL of a product's own page, not of a shop, a category or a blog.",
      NotAProductException::new,
      response -> response.says("not_a_product")),
  /** The page is a product's, in a shop that the service can't read; the text isn't documented. */
  SHOP_UNSUPPORTED(
      422,
      "Choose a product in another shop: the service can't read this one.",
      UnsupportedShopException::new,
      response -> response.error() != null && isAt(response, "generate")),
  /** The project isn't completed, or has no video; the text isn't documented. */
  PROJECT_NOT_PUBLISHABLE(
      422,
      "Wait until the project is completed and has a video, then publish it.",
      UnprocessableException::new,
      response -> response.error() != null && isAt(response, "publish")),
  /** The copilot's messages of the day are used up. */
  DAILY_LIMIT(
      429,
      "Come back after midnight UTC: the copilot's messages of the day are used up.",
      DailyLimitException::new,
      response -> response.json().get("resetAt") != null) {
    @Override
    public boolean isRetryable() {
      return false;
    }
  },
  /** More than 60 requests in a minute with one key. */
  RATE_LIMITED(
      429,
      "Wait as long as the response says; 60 requests fit into a minute.",
      RateLimitedException::new,
      response -> true),
  /** A platform, or what stands between, failed to take the post; the text isn't documented. */
  PUBLISHING_FAILED(
      500,
      "Look on each platform whether the post is live before posting again.",
      ServerFaultException::new,
      response ->
          response.error() != null
              && isAt(response, "publish")
              && !response.says("internal server error")),
  /** The service has trouble of its own. */
  INTERNAL_ERROR(
      500,
      "Try again later: the service has trouble of its own.",
      ServerFaultException::new,
      response -> response.says("internal server error")),
  /** Anything that isn't documented. */
  UNRECOGNISED(0, "See the service's own text.", ApiException::new, response -> false);

  private final int status;
  private final String advice;
  private final Function<Failure, ApiException> type;
  private final Predicate<ErrorResponse> isMeant;

  NouvelErrorCode(
      int status,
      String advice,
      Function<Failure, ApiException> type,
      Predicate<ErrorResponse> isMeant) {
    this.status = status;
    this.advice = advice;
    this.type = type;
    this.isMeant = isMeant;
  }

  /** The code of a failure; {@link #UNRECOGNISED} if the service didn't give one. */
  public static NouvelErrorCode of(ApiException failure) {
    return failure.code() instanceof NouvelErrorCode code ? code : UNRECOGNISED;
  }

  @Override
  public boolean matches(ErrorResponse response) {
    return response.status() == status && isMeant.test(response);
  }

  @Override
  public String advice() {
    return advice;
  }

  @Override
  public ApiException toException(Failure failure) {
    return type.apply(failure);
  }

  /** Endpoints go by their interface method, or without one by method and path. */
  private static boolean isAt(ErrorResponse response, String endpoint) {
    return response.endpoint().equals(endpoint) || response.endpoint().endsWith("/" + endpoint);
  }

  /** The format isn't documented: a timestamp, or Unix seconds as the rate limit's header has. */
  static @Nullable Instant resetAt(@Nullable Object value) {
    if (value instanceof BigDecimal seconds) {
      try {
        return Instant.ofEpochSecond(seconds.longValue());
      } catch (DateTimeException outOfRange) {
        return null;
      }
    }
    return value instanceof String text ? LenientTimes.parse(text) : null;
  }
}
