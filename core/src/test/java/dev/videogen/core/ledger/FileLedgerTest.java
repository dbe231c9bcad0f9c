package dev.videogen.core.ledger;

import dev.videogen.ledger.contract.LedgerContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class FileLedgerTest extends LedgerContract {
  @TempDir private Path folder;
  private FileLedger open;

  @Override
  protected Ledger empty() throws Exception {
    open = FileLedger.open(folder.resolve("videos.ledger"));
    return open;
  }

  @Override
  protected Ledger afterDeathOf(Ledger before) throws Exception {
    open.close();
    return empty();
  }

  @AfterEach
  void close() throws Exception {
    open.close();
  }
}
