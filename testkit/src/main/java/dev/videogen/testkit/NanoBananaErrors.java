package dev.videogen.testkit;

/**
 * Every error that the documentation of Nano Banana Video describes; a code may come in several
 * wordings.
 */
public enum NanoBananaErrors implements DocumentedError {
  /** 400: No prompt in the body. */
  PROMPT_REQUIRED,
  /** 400: More than 2000 characters of prompt. */
  PROMPT_TOO_LONG,
  /** 400: No image_url in the body. */
  IMAGE_URL_REQUIRED,
  /** 400: image_url is no valid URL, or does not start with https://. */
  IMAGE_URL_INVALID,
  /** 400: The query parameter video_id is missing. */
  VIDEO_ID_REQUIRED,
  /** 401: No Authorization header, or its scheme is not Bearer. */
  AUTHORIZATION_MISSING,
  /** 401: No key, or its form is wrong; the shorter wording of the same message. */
  AUTHORIZATION_MISSING_SHORT,
  /** 401: The key does not begin with nb_: a typo, or stray whitespace. */
  API_KEY_MALFORMED,
  /** 401: No such key, or its user is inactive. */
  API_KEY_UNKNOWN,
  /** 401: The status endpoint got no usable credential. */
  API_KEY_REQUIRED,
  /** 403: The plan's price is below the API threshold. */
  PLAN_REQUIRED,
  /** 403: The plan has no API access; the shorter wording of the same message. */
  PLAN_REQUIRED_SHORT,
  /** 403: Too few credits are left, or the plan has no more videos. */
  CREDITS_EXHAUSTED,
  /** 403: The video belongs to another user. */
  ACCESS_DENIED,
  /** 404: The video id is invalid or unknown. */
  VIDEO_NOT_FOUND,
  /** 405: Generation called with another method than POST, or status with another than GET. */
  METHOD_NOT_ALLOWED,
  /** 429: 30 generations in the last 30 minutes; the form without reset_at. */
  RATE_LIMITED,
  /** 429: 30 generations in the last 30 minutes; the form with reset_at and the limit headers. */
  RATE_LIMITED_FULL,
  /** 500: The video model behind the service failed, or took too long. */
  GENERATION_FAILED;

  @SuppressWarnings("ImmutableEnumChecker") // Headers is immutable and cannot carry the annotation.
  private final ErrorFixture fixture = FixtureFile.read("nanobanana", name());

  @Override
  public ErrorFixture fixture() {
    return fixture;
  }
}
