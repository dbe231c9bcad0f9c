package dev.videogen.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuilderTest {
  @TempDir private Path folder;

  private JdbcLedger.Builder sqlite() {
    return JdbcLedger.builder(new UrlSource("jdbc:sqlite:" + folder.resolve("ledger.db")));
  }

  @Test
  void withoutItsTableItIsNotOpened() throws Exception {
    assertThatThrownBy(() -> sqlite().open())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the ledger has no table")
        .hasMessageContaining("videogen_ledger");

    assertThat(sqlite().createTable().open().unsettled()).isEmpty();
    assertThat(sqlite().createTable().open().unsettled()).isEmpty();
    assertThat(sqlite().open().unsettled()).isEmpty();
  }

  @Test
  void otherDatabasesAreRefusedByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dialect.of("H2"))
        .withMessage("dataSource: H2, must be PostgreSQL or SQLite");
  }

  @Test
  void aClaimLastsForASecondAtLeast() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sqlite().claimsLast(Duration.ofMillis(999)))
        .withMessage("claimsLast: PT0.999S, at least PT1S");
  }

  @Test
  void theSchemaIsThereToRead() {
    assertThat(JdbcLedger.schema()).contains("CREATE TABLE IF NOT EXISTS videogen_ledger");
  }
}
