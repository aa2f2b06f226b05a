package org.truckee.testing.known;

import java.util.List;
import java.util.Map;
import org.truckee.bytes.Bytes;
import org.truckee.client.check.CheckResults;
import org.truckee.crypto.StorageIndex;

/** Results of checks of files that no grid keeps, in the encoding 3-of-10. */
public final class MadeResults {
  private MadeResults() {}

  /** The results for a file of which {@code good} shares are left. */
  public static CheckResults withShares(int good) {
    boolean healthy = good == 10;
    boolean recoverable = good >= 3;
    String summary = healthy ? "Healthy" : "Not Healthy: " + good + " shares (enc 3-of-10)";
    return new CheckResults(
        new StorageIndex(Bytes.wrap(new byte[16])),
        new CheckResults.Health(summary, healthy, recoverable, good),
        new CheckResults.Counts(good, 3, 10, 0, recoverable ? 1 : 0, recoverable ? 0 : 1),
        new CheckResults.Servers(good, List.of(), List.of()),
        List.of(),
        Map.of());
  }
}
