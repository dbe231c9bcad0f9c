package dev.videogen.testkit;

/** Every error that the documentation of Nouvel describes; a code may come in several wordings. */
public enum NouvelErrors implements DocumentedError {
  /** 400: urls is missing, no array, empty, or longer than three. */
  URLS_INVALID,
  /** 400: The request body is not JSON. */
  INVALID_JSON,
  /** 400: A required field is missing. */
  FIELD_MISSING,
  /** 400: An entry of urls is no http or https URL. */
  URL_NOT_HTTP,
  /** 400: variantCount is outside 1 to 3. */
  VARIANT_COUNT_INVALID,
  /** 400: webhookUrl is not https, or its host is local or private; no job was created. */
  WEBHOOK_URL_INVALID,
  /** 400: A field is missing or wrong, scheduledAt for one. */
  PUBLISH_INVALID,
  /** 400: messages is missing or invalid. */
  COPILOT_INVALID,
  /** 401: No Authorization header, or a key that is malformed, revoked or unknown. */
  API_KEY_UNRESOLVED,
  /** 402: Plan quota and bought credits are used up. */
  QUOTA_EXCEEDED,
  /** 402: A plan that comes without the API. */
  PLAN_WITHOUT_API,
  /** 402: The trial is over. */
  TRIAL_OVER,
  /** 403: The key lacks the generate permission. */
  PERMISSION_GENERATE,
  /** 403: The key was made without the projects:read permission. */
  PERMISSION_PROJECTS_READ,
  /** 403: The key was made without the publish permission. */
  PERMISSION_PUBLISH,
  /** 403: The key was made without the analytics:read permission. */
  PERMISSION_ANALYTICS_READ,
  /** 403: The key was made without the copilot:chat permission. */
  PERMISSION_COPILOT_CHAT,
  /** 403: The resource is another user's. */
  NOT_YOURS,
  /** 403: The social account is not in the caller's organisation. */
  ACCOUNT_NOT_YOURS,
  /** 404: There is no such job. */
  JOB_NOT_FOUND,
  /** 404: There is no such project. */
  PROJECT_NOT_FOUND,
  /** 404: There is no such post. */
  POST_NOT_FOUND,
  /** 404: The user belongs to no organisation. */
  ORGANISATION_NOT_FOUND,
  /** 404: The path is wrong. */
  PATH_NOT_FOUND,
  /** 422: The page was reached, and is not a product page. */
  NOT_A_PRODUCT,
  /** 422: A product page of a shop platform that is not supported. */
  SHOP_UNSUPPORTED,
  /** 422: The project is unfinished, or has no video. */
  PROJECT_NOT_PUBLISHABLE,
  /** 429: More than 60 requests in a minute with this key. */
  RATE_LIMITED,
  /** 429: The user's daily messages are used up; they return at midnight UTC. */
  DAILY_LIMIT,
  /** 500: An unexpected fault of the service. */
  INTERNAL_ERROR,
  /** 500: The publishing provider failed, perhaps after the post went out somewhere. */
  PUBLISHING_FAILED;

  @SuppressWarnings("ImmutableEnumChecker") // Headers is immutable and cannot carry the annotation.
  private final ErrorFixture fixture = FixtureFile.read("nouvel", name());

  @Override
  public ErrorFixture fixture() {
    return fixture;
  }
}
