package dev.videogen.nanobanana;

import dev.videogen.core.errors.ApiException;
import dev.videogen.core.errors.AuthenticationException;
import dev.videogen.core.errors.DocumentedErrorCode;
import dev.videogen.core.errors.ErrorResponse;
import dev.videogen.core.errors.Failure;
import dev.videogen.core.errors.InvalidRequestException;
import dev.videogen.core.errors.MethodNotAllowedException;
import dev.videogen.core.errors.NotFoundException;
import dev.videogen.core.errors.RateLimitedException;
import dev.videogen.core.errors.ServerFaultException;
import java.util.function.Function;

/**
 * Every failure that Nano Banana Video documents. The status decides first; where several share
 * one, stable fragments of the message tell them apart, for the wording differs from page to page.
 */
public enum NanoBananaErrorCode implements DocumentedErrorCode {
  /** The prompt is missing. */
  PROMPT_REQUIRED(400, "Set a prompt.", InvalidRequestException::new, "\"prompt\"", "required"),
  /** The prompt has more than 2000 characters. */
  PROMPT_TOO_LONG(
      400,
      "Shorten the prompt to at most 2000 characters.",
      InvalidRequestException::new,
      "prompt cannot exceed"),
  /** The picture's address is missing. */
  IMAGE_URL_REQUIRED(
      400, "Set the picture's URL.", InvalidRequestException::new, "\"image_url\"", "required"),
  /** The picture's address is no https URL. */
  IMAGE_URL_INVALID(
      400,
      "Give a public https URL of the picture.",
      InvalidRequestException::new,
      "invalid image_url"),
  /** The status call was made without an id. */
  VIDEO_ID_REQUIRED(
      400,
      "Pass the video_id that a generation responseed.",
      InvalidRequestException::new,
      "video_id",
      "required"),
  /** No key came, or its scheme wasn't Bearer. */
  AUTHORIZATION_MISSING(
      401,
      "Send the key as Authorization: Bearer; look for a proxy that drops the header.",
      AuthenticationException::new,
      "missing or invalid authorization"),
  /** The key doesn't start with {@code nb_}. */
  API_KEY_MALFORMED(
      401,
      "Copy the key again, without white space; it starts with nb_.",
      AuthenticationException::new,
      "invalid api key format"),
  /** The key is unknown, or its user inactive. */
  API_KEY_UNKNOWN(
      401,
      "Copy the full key from the dashboard; a regenerated key replaces the old one at once.",
      AuthenticationException::new,
      "invalid api key"),
  /** The status call's own word for a missing or wrong key. */
  API_KEY_REQUIRED(401, "Send the API key.", AuthenticationException::new, "api key required"),
  /** The plan has no API access. */
  PLAN_REQUIRED(
      403,
      "Upgrade the account to the API plan; the key is fine.",
      PlanRequiredException::new,
      "api access requires"),
  /** Credits are too low, or the quota of videos is used up. */
  CREDITS_EXHAUSTED(
      403, "Buy credits in the dashboard; the key is fine.", CreditsExhaustedException::new) {
    @Override
    public boolean matches(ErrorResponse response) {
      return hasStatus(response, 403)
          && (response.says("dits insuffisants") || response.says("limite de vid"));
    }
  },
  /** The video belongs to another account. */
  ACCESS_DENIED(
      403,
      "Ask with the key of the account that made the video.",
      ForeignVideoException::new,
      "access denied"),
  /** The account has no such video. */
  VIDEO_NOT_FOUND(
      404,
      "Check the id: this account has no such video.",
      NotFoundException::new,
      "video not found"),
  /** The endpoint takes another method; its text isn't documented. */
  METHOD_NOT_ALLOWED(
      405,
      "Check the base URL: generation takes POST and status takes GET.",
      MethodNotAllowedException::new),
  /** The window of generations is full. Three wordings are documented, so the status suffices. */
  RATE_LIMITED(
      429,
      "Wait as long as the response says; 30 generations fit into 30 minutes.",
      RateLimitedException::new),
  /** A model behind the service failed or timed out; its text isn't documented. */
  GENERATION_FAILED(
      500,
      "Look in the dashboard whether the video was charged, then pay for it again.",
      ServerFaultException::new),
  /** Anything that isn't documented. */
  UNRECOGNISED(0, "See the service's own text.", ApiException::new) {
    @Override
    public boolean matches(ErrorResponse response) {
      return false;
    }
  };

  private final int status;
  private final String advice;
  private final Function<Failure, ApiException> type;
  private final String[] fragments;

  NanoBananaErrorCode(
      int status, String advice, Function<Failure, ApiException> type, String... fragments) {
    this.status = status;
    this.advice = advice;
    this.type = type;
    this.fragments = fragments;
  }

  /** The code of a failure; {@link #UNRECOGNISED} if the service didn't give one. */
  public static NanoBananaErrorCode of(ApiException failure) {
    return failure.code() instanceof NanoBananaErrorCode code ? code : UNRECOGNISED;
  }

  @Override
  public boolean matches(ErrorResponse response) {
    return hasStatus(response, status) && response.says(fragments);
  }

  /** A 200 that says it failed has nothing but its text to tell by. */
  final boolean hasStatus(ErrorResponse response, int documented) {
    return response.status() == documented
        || (response.status() == 200 && response.error() != null && hasText());
  }

  private boolean hasText() {
    return fragments.length > 0 || this == CREDITS_EXHAUSTED;
  }

  @Override
  public String advice() {
    return advice;
  }

  @Override
  public ApiException toException(Failure failure) {
    return type.apply(failure);
  }
}
