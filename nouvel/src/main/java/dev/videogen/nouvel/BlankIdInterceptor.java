package dev.videogen.nouvel;

import dev.videogen.core.Charge;
import dev.videogen.core.Failure;
import dev.videogen.core.InvalidRequestException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/** Refuses a blank id: the path would be another endpoint's. */
final class BlankIdInterceptor implements Interceptor {
  private static final Map<String, String> FIELDS =
      Map.of("jobs", "jobId", "projects", "projectId", "publish", "postId");

  private final Supplier<Instant> clock;

  BlankIdInterceptor(Supplier<Instant> clock) {
    this.clock = clock;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    List<String> path = request.url().pathSegments();
    int last = path.size() - 1;
    if (last < 1 || !path.get(last).isBlank()) {
      return chain.proceed(request);
    }
    String field = FIELDS.getOrDefault(path.get(last - 1), "id");
    throw new InvalidRequestException(
        new Failure(
            "nouvel",
            path.get(last - 1),
            request.method(),
            0,
            NouvelErrorCode.INVALID_REQUEST,
            field + ": \"" + path.get(last) + "\", must not be blank",
            null,
            null,
            Headers.of(),
            null,
            false,
            Map.of(),
            null,
            null,
            clock.get(),
            "Nothing was sent: pass an id that the service gave.",
            Charge.NONE,
            false,
            null));
  }
}
