package org.truckee.client.upkeep;

import java.util.Objects;
import org.truckee.client.audit.Auditor;
import org.truckee.client.check.Checker;
import org.truckee.client.directory.Directories;
import org.truckee.client.repair.Repairer;
import org.truckee.client.server.StorageServers;
import org.truckee.placement.EncodingParameters;

/** The parts of a gateway that upkeep works with. */
public record UpkeepGrid(
    Checker checker,
    Repairer repairer,
    Auditor auditor,
    Directories directories,
    StorageServers servers,
    EncodingParameters encoding) {
  /** Checks that all are there. */
  public UpkeepGrid {
    Objects.requireNonNull(checker, "checker");
    Objects.requireNonNull(repairer, "repairer");
    Objects.requireNonNull(auditor, "auditor");
    Objects.requireNonNull(directories, "directories");
    Objects.requireNonNull(servers, "servers");
    Objects.requireNonNull(encoding, "encoding");
  }
}
