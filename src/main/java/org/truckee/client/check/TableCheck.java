package org.truckee.client.check;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.cap.VdriveVerifyCap;
import org.truckee.client.directory.Directories;

/**
 * Checks directories that a vdrive server keeps, of which there is one table and no shares: reads
 * it to its end, which checks every signature.
 */
public final class TableCheck {
  private static final Logger LOG = LoggerFactory.getLogger(TableCheck.class);

  private final Directories directories;

  /** A check of tables that {@code directories} opens. */
  public TableCheck(Directories directories) {
    this.directories = directories;
  }

  /** Checks the directory that {@code capability} reads. */
  Future<CheckResults> check(Capability capability, VdriveVerifyCap verify) {
    return directories
        .open(capability)
        .list()
        .forEachPage(page -> Future.succeededFuture())
        .map(read -> results(verify, "Healthy"))
        .recover(failure -> Future.succeededFuture(bad(verify, failure)));
  }

  private static CheckResults bad(VdriveVerifyCap verify, Throwable failure) {
    LOG.info("directory {} is unhealthy: {}", verify.storageIndex(), FailureText.sentence(failure));
    boolean silent = GridException.is(failure, GridException.Kind.UNREACHABLE);
    String what = silent ? "its server did not answer" : "its table could not be read to its end";
    return results(verify, "Unhealthy: " + what);
  }

  private static CheckResults results(VdriveVerifyCap verify, String summary) {
    boolean good = summary.equals("Healthy");
    int count = good ? 1 : 0;
    return new CheckResults(
        verify.storageIndex(),
        new CheckResults.Health(summary, good, good, count),
        new CheckResults.Counts(count, 1, 1, 0, count, 1 - count),
        new CheckResults.Servers(count, List.of(), List.of()),
        List.of(),
        Map.of());
  }
}
