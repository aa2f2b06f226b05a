package org.truckee.client.check;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.truckee.cap.Capability;
import org.truckee.client.context.ClientContext;
import org.truckee.client.mutable.MutableFile;
import org.truckee.client.mutable.MutableFiles;
import org.truckee.client.mutable.read.FoundVersions;
import org.truckee.client.server.StorageServer;
import org.truckee.crypto.StorageIndex;

/** Checks mutable files: every server that is known is asked for every version. */
public final class MutableCheck {
  private final MutableFiles files;
  private final ClientContext context;
  private final Leases leases;

  /** A check of files of which, if there are no shares at all, the usual encoding is expected. */
  public MutableCheck(MutableFiles files, ClientContext context) {
    this.files = files;
    this.context = context;
    this.leases = new Leases(context.secrets());
  }

  /**
   * Checks the file of {@code cap}; verifying it with the power to write checks the private key in
   * each share, too, which nobody else can.
   */
  public Future<CheckResults> check(Capability cap, CheckOptions options) {
    MutableFile file = files.open(cap);
    StorageIndex storageIndex = cap.verifyCap().orElseThrow().storageIndex();
    List<StorageServer> asked = context.servers().permuted(storageIndex);
    Future<FoundVersions> found = options.verify() ? file.verified() : file.versions();
    Future<Void> leased =
        options.addLease() ? leases.add(storageIndex, asked) : Future.succeededFuture();
    return Future.all(found, leased).map(both -> results(storageIndex, asked, found.result()));
  }

  /** Tahoe's words, in which programs look for damaged shares. */
  private static String summary(List<String> complaints, List<CheckResults.DamagedShare> damaged) {
    if (complaints.isEmpty()) return "Healthy";
    List<String> words = new ArrayList<>(complaints);
    if (!damaged.isEmpty()) words.add("Corrupt Shares:");
    damaged.stream().map(MutableCheck::name).sorted().forEach(words::add);
    return "Unhealthy: " + String.join(" ", words);
  }

  /**
   * The name of a share in Tahoe's form, {@code SERVER-shN}, with eight characters of the server's
   * key.
   */
  private static String name(CheckResults.DamagedShare share) {
    String id = share.server().announcement().serverId().replaceFirst("^v0-", "");
    return id.substring(0, Math.min(8, id.length())) + "-sh" + share.shareNumber();
  }

  private CheckResults results(
      StorageIndex storageIndex, List<StorageServer> asked, FoundVersions found) {
    VersionTally tally = new VersionTally(found, context.encoding());
    List<String> complaints = tally.complaints();
    boolean healthy = complaints.isEmpty();
    return new CheckResults(
        storageIndex,
        new CheckResults.Health(
            summary(complaints, tally.damaged(storageIndex))
                + (healthy ? "" : CheckResults.without(found.silent())),
            healthy,
            tally.recoverable() > 0,
            tally.happiness()),
        new CheckResults.Counts(
            tally.goodShares(),
            tally.needed(),
            tally.expected(),
            tally.wrongShares(),
            tally.recoverable(),
            tally.unrecoverable()),
        new CheckResults.Servers(
            tally.goodHosts(),
            asked.stream().filter(server -> !found.silent().contains(server)).toList(),
            found.silent()),
        tally.damaged(storageIndex),
        tally.byName());
  }
}
