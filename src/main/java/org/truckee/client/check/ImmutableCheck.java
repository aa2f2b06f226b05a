package org.truckee.client.check;

import io.vertx.core.Future;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.truckee.GridException;
import org.truckee.cap.ChkVerifyCap;
import org.truckee.client.flow.InOrder;
import org.truckee.client.flow.MemoryBudget;
import org.truckee.client.immutable.ShareVerifier;
import org.truckee.client.server.ServerSecrets;
import org.truckee.client.server.StorageServer;
import org.truckee.client.server.StorageServers;
import org.truckee.worker.Codec;

/** Checks immutable files: every server that is known is asked for shares. */
public final class ImmutableCheck {
  private final Codec codec;
  private final MemoryBudget memory;
  private final StorageServers servers;
  private final Leases leases;
  private final int usualSegmentSize;

  /** A check of files that are mostly cut into segments of {@code usualSegmentSize}. */
  public ImmutableCheck(
      Codec codec,
      MemoryBudget memory,
      StorageServers servers,
      ServerSecrets secrets,
      int usualSegmentSize) {
    this.codec = codec;
    this.memory = memory;
    this.servers = servers;
    this.leases = new Leases(secrets);
    this.usualSegmentSize = usualSegmentSize;
  }

  /** Checks the file of {@code cap}. */
  Future<CheckResults> check(ChkVerifyCap cap, CheckOptions options) {
    List<StorageServer> asked = servers.permuted(cap.storageIndex());
    Check check = new Check(cap, options.verify());
    List<Future<Void>> answers = asked.stream().map(check::ask).toList();
    Future<Void> leased =
        options.addLease() ? leases.add(cap.storageIndex(), asked) : Future.succeededFuture();
    return Future.all(Future.all(answers), leased).map(all -> check.results(asked));
  }

  /** One file while its servers are asked. */
  private final class Check {
    private final ChkVerifyCap cap;
    private final ShareVerifier verifier;
    private final boolean verify;
    private final ShareTally tally = new ShareTally();

    Check(ChkVerifyCap cap, boolean verify) {
      this.cap = cap;
      this.verify = verify;
      this.verifier = new ShareVerifier(codec, memory, cap, usualSegmentSize);
    }

    Future<Void> ask(StorageServer server) {
      return server
          .client()
          .shares(cap.storageIndex())
          .compose(claimed -> take(server, claimed))
          .recover(silent -> Future.succeededFuture());
    }

    /** A share whose number is past the last is none of this file's. */
    private Future<Void> take(StorageServer server, SortedSet<Integer> claimed) {
      tally.answered(server);
      SortedSet<Integer> shares = new TreeSet<>(claimed).headSet(cap.total());
      if (verify) return InOrder.forEach(shares, share -> verify(server, share));
      shares.forEach(share -> tally.good(server, share));
      return Future.succeededFuture();
    }

    private Future<Void> verify(StorageServer server, int share) {
      return verifier
          .verify(server, share)
          .onSuccess(good -> tally.good(server, share))
          .recover(failure -> note(server, share, failure));
    }

    /** A share that can't be had is as one that is not there. */
    private Future<Void> note(StorageServer server, int share, Throwable failure) {
      if (GridException.is(failure, GridException.Kind.CORRUPT)) tally.damaged(server, share);
      return Future.succeededFuture();
    }

    CheckResults results(List<StorageServer> asked) {
      int good = tally.goodShares();
      boolean healthy = good == cap.total();
      boolean recoverable = good >= cap.needed();
      String summary =
          "Not Healthy: %d shares (enc %d-of-%d)".formatted(good, cap.needed(), cap.total());
      return new CheckResults(
          cap.storageIndex(),
          healthy ? "Healthy" : summary,
          healthy,
          recoverable,
          tally.happiness(),
          good,
          cap.needed(),
          cap.total(),
          tally.goodHosts(),
          0,
          recoverable ? 1 : 0,
          recoverable ? 0 : 1,
          tally.damaged(cap.storageIndex()),
          tally.responding(asked),
          tally.byName(asked));
    }
  }
}
