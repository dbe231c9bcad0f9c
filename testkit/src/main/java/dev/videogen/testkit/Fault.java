package dev.videogen.testkit;

/**
 * Something that goes wrong between a client and a service, by name.
 *
 * <p>Where the service has read a request whole and not refused it, it has done its work, and a
 * generation is charged, however the answer is lost: see {@link #followsWork()}. A stall lasts
 * until the client or the server ends the connection, never for a set time.
 */
public enum Fault {
  /** The connection ends, in order, before the service took the request. */
  CLOSE_BEFORE_READING(Work.NONE, Http.ANY),
  /** The connection is reset once the headers were read; the service never took the body. */
  CLOSE_AFTER_HEADERS(Work.NONE, Http.ANY),
  /** The connection ends, in order, after the whole request and before any answer. */
  DROP_AFTER_REQUEST(Work.DONE, Http.ANY),
  /** The whole request is read, and no answer comes. */
  STALL_BEFORE_HEADERS(Work.DONE, Http.ANY),
  /** Headers and half of the body come, and no more. */
  STALL_IN_BODY(Work.DONE, Http.ANY),
  /** The connection ends, in order, in the middle of the body. */
  TRUNCATED_BODY(Work.DONE, Http.ANY),
  /** A chunk of the body begins with no number. */
  BAD_CHUNK(Work.DONE, Http.ONLY_1),
  /** The answer begins with no status line. */
  GARBAGE_STATUS_LINE(Work.DONE, Http.ONLY_1),
  /** The connection is reset in the middle of the body. */
  RESET_MID_BODY(Work.DONE, Http.ANY),
  /** The body comes byte by byte, with 10 ms of real time before each. */
  SLOW_DRIBBLE(Work.DONE, Http.ANY),
  /** 404 in plain text and no service's format: what a wrong base URL meets. */
  NO_SUCH_PATH_404(Work.NONE, Http.ANY),
  /** 408 with no body. */
  REQUEST_TIMEOUT_408(Work.NONE, Http.ANY),
  /** 425 with no body. */
  TOO_EARLY_425(Work.NONE, Http.ANY),
  /** 500 with no body. */
  EMPTY_500(Work.DONE, Http.ANY),
  /** 502 with a gateway's HTML page. */
  HTML_BAD_GATEWAY_502(Work.DONE, Http.ANY),
  /** 503 with no body and {@code Retry-After: 0}. */
  UNAVAILABLE_503_RETRY_AFTER_0(Work.DONE, Http.ANY),
  /** 504 with no body. */
  EMPTY_504(Work.DONE, Http.ANY),
  /** 529 with no body. */
  OVERLOADED_529(Work.DONE, Http.ANY),
  /** 301 to the same endpoint of the same host. */
  REDIRECT_301_SAME_HOST(Work.NONE, Http.ANY),
  /** 302 to the same endpoint of the same host. */
  REDIRECT_302_SAME_HOST(Work.NONE, Http.ANY),
  /** 307 to the same endpoint of the same host. */
  REDIRECT_307_SAME_HOST(Work.NONE, Http.ANY),
  /** 308 to the same endpoint of the same host. */
  REDIRECT_308_SAME_HOST(Work.NONE, Http.ANY),
  /** 301 to the media host, which records whether a credential follows. */
  REDIRECT_301_OTHER_HOST(Work.NONE, Http.ANY),
  /** 302 to the media host, which records whether a credential follows. */
  REDIRECT_302_OTHER_HOST(Work.NONE, Http.ANY),
  /** 307 to the media host, which records whether a credential follows. */
  REDIRECT_307_OTHER_HOST(Work.NONE, Http.ANY),
  /** 308 to the media host, which records whether a credential follows. */
  REDIRECT_308_OTHER_HOST(Work.NONE, Http.ANY),
  /** An unasked 100 comes before the answer. */
  INFORMATIONAL_100(Work.DONE, Http.ONLY_1),
  /** A 103 with a link comes before the answer. */
  INFORMATIONAL_103(Work.DONE, Http.ONLY_1),
  /** 200 whose body says {@code "success": false}. */
  OK_SUCCESS_FALSE(Work.DONE, Http.ANY),
  /** 200 with an HTML page. */
  OK_HTML(Work.DONE, Http.ANY),
  /** 200 with no body. */
  OK_EMPTY(Work.DONE, Http.ANY),
  /** The proper answer with every value of another type. */
  OK_WRONG_TYPES(Work.DONE, Http.ANY),
  /** GOAWAY, by which the client knows that its request was not taken. */
  GOAWAY_BEFORE(Work.NONE, Http.ONLY_2),
  /** GOAWAY, and then the proper answer: the connection takes no further request. */
  GOAWAY_AFTER(Work.DONE, Http.ONLY_2),
  /**
   * RST_STREAM with REFUSED_STREAM before any answer. It strikes the first request after it is next
   * in a script, for the refusal comes before the server knows the endpoint.
   */
  REFUSED_STREAM(Work.NONE, Http.ONLY_2),
  /** RST_STREAM with INTERNAL_ERROR in the middle of the body. */
  RST_STREAM_IN_BODY(Work.DONE, Http.ONLY_2);

  private enum Work {
    NONE,
    DONE
  }

  private enum Http {
    ANY,
    ONLY_1,
    ONLY_2
  }

  private final Work work;
  private final Http http;

  Fault(Work work, Http http) {
    this.work = work;
    this.http = http;
  }

  /** Whether the service does its work, and charges for it, before this happens. */
  public boolean followsWork() {
    return work == Work.DONE;
  }

  /** Whether only a server that speaks HTTP/1.1 can do it. */
  public boolean onlyHttp1() {
    return http == Http.ONLY_1;
  }

  /** Whether only a server that speaks HTTP/2 can do it. */
  public boolean onlyHttp2() {
    return http == Http.ONLY_2;
  }
}
