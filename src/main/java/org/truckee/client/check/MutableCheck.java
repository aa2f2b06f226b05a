package org.truckee.client.check;

import io.vertx.core.Future;
import java.util.List;
import org.truckee.cap.MutableVerifyCap;
import org.truckee.client.mutable.FoundVersions;
import org.truckee.client.mutable.MutableFiles;
import org.truckee.client.server.ServerSecrets;
import org.truckee.client.server.StorageServer;
import org.truckee.client.server.StorageServers;
import org.truckee.placement.EncodingParameters;

/** Checks mutable files: every server that is known is asked for every version. */
public final class MutableCheck {
  private final MutableFiles files;
  private final StorageServers servers;
  private final Leases leases;
  private final EncodingParameters usual;

  /** A check of files of which, if there are no shares at all, {@code usual} is expected. */
  public MutableCheck(
      MutableFiles files, StorageServers servers, ServerSecrets secrets, EncodingParameters usual) {
    this.files = files;
    this.servers = servers;
    this.leases = new Leases(secrets);
    this.usual = usual;
  }

  /** Checks the file of {@code cap}. */
  Future<CheckResults> check(MutableVerifyCap cap, CheckOptions options) {
    List<StorageServer> asked = servers.permuted(cap.storageIndex());
    Future<FoundVersions> found = files.open(cap).versions();
    Future<Void> leased =
        options.addLease() ? leases.add(cap.storageIndex(), asked) : Future.succeededFuture();
    return Future.all(found, leased).map(both -> results(cap, asked, found.result()));
  }

  private CheckResults results(
      MutableVerifyCap cap, List<StorageServer> asked, FoundVersions found) {
    VersionTally tally = new VersionTally(found, usual);
    List<String> complaints = tally.complaints();
    return new CheckResults(
        cap.storageIndex(),
        complaints.isEmpty() ? "Healthy" : "Unhealthy: " + String.join(" ", complaints),
        complaints.isEmpty(),
        tally.recoverable() > 0,
        tally.happiness(),
        tally.goodShares(),
        tally.needed(),
        tally.expected(),
        tally.goodHosts(),
        tally.wrongShares(),
        tally.recoverable(),
        tally.unrecoverable(),
        tally.damaged(cap.storageIndex()),
        asked.stream().filter(server -> !found.silent().contains(server)).toList(),
        tally.byName());
  }
}
