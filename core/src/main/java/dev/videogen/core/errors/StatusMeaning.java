package dev.videogen.core.errors;

import java.util.function.Function;

/** What a status means where no documented message says more. */
enum StatusMeaning {
  INVALID("Fix the request: the service refused it.", InvalidRequestException::new),
  UNAUTHENTICATED("Check the API key.", AuthenticationException::new),
  UNPAID("Check plan, quota and credits in the service's dashboard.", PaymentException::new),
  FORBIDDEN("Check what the key may do, and whose resource it is.", PermissionException::new),
  UNKNOWN_RESOURCE("Check the id and the base URL.", NotFoundException::new),
  WRONG_METHOD(
      "Check the base URL: this path takes another method.", MethodNotAllowedException::new),
  UNPROCESSABLE(
      "Choose another input: the service can't use this one.", UnprocessableException::new),
  LIMITED("Wait as long as the service asks, then try again.", RateLimitedException::new),
  FAULT("Try again later: the service has trouble of its own.", ServerFaultException::new),
  UNREADABLE(
      "Check the base URL: the response isn't what the service documents.",
      UnreadableResponseException::new),
  UNDOCUMENTED("See the service's own text: this status isn't documented.", ApiException::new);

  private final String advice;
  private final Function<Failure, ApiException> type;

  StatusMeaning(String advice, Function<Failure, ApiException> type) {
    this.advice = advice;
    this.type = type;
  }

  static StatusMeaning of(int status) {
    return switch (status) {
      case 401, 407 -> UNAUTHENTICATED;
      case 402 -> UNPAID;
      case 403 -> FORBIDDEN;
      case 404, 410 -> UNKNOWN_RESOURCE;
      case 405 -> WRONG_METHOD;
      case 422 -> UNPROCESSABLE;
      case 429 -> LIMITED;
      case 400 -> INVALID;
      default -> {
        if (status >= 500) {
          yield FAULT;
        }
        yield status >= 400 ? UNDOCUMENTED : UNREADABLE;
      }
    };
  }

  String advice() {
    return advice;
  }

  ApiException toException(Failure failure) {
    return type.apply(failure);
  }
}
