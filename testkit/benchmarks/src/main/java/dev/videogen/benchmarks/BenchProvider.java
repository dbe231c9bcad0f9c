package dev.videogen.benchmarks;

import dev.videogen.core.ApiClient;
import dev.videogen.core.errors.ApiException;
import dev.videogen.core.ClientBuilder;
import dev.videogen.core.errors.ErrorResponse;
import dev.videogen.core.errors.ErrorCatalogue;
import dev.videogen.core.errors.DocumentedErrorCode;
import dev.videogen.core.errors.Failure;
import dev.videogen.core.Provider;
import java.util.function.Function;

/** A service with no errors of its own. */
final class BenchProvider {
  private BenchProvider() {}

  static ClientBuilder<ApiClient> client() {
    Provider provider =
        Provider.builder("bench")
            .baseUrl("https://bench.example/")
            .errors(ErrorCatalogue.builder(NoCode.NONE).build())
            .build();
    return new ClientBuilder<>(provider, Function.<ApiClient>identity()).apiKey("k");
  }

  private enum NoCode implements DocumentedErrorCode {
    NONE;

    @Override
    public boolean matches(ErrorResponse answer) {
      return false;
    }

    @Override
    public String advice() {
      return "";
    }

    @Override
    public ApiException toException(Failure failure) {
      return new ApiException(failure);
    }
  }
}
