package org.truckee.client.check;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.truckee.GridException;
import org.truckee.cap.ChkVerifyCap;
import org.truckee.client.ask.Answers;
import org.truckee.client.ask.Answers.Asked;
import org.truckee.client.context.ClientContext;
import org.truckee.client.immutable.down.ShareVerifier;
import org.truckee.client.pool.SequentialSteps;
import org.truckee.client.server.StorageServer;
import org.truckee.crypto.StorageIndex;

/** Checks immutable files: every server that is known is asked for shares. */
public final class ImmutableCheck {
  private final ClientContext context;
  private final Leases leases;

  /** A check of files that are mostly cut into segments of the usual size. */
  public ImmutableCheck(ClientContext context) {
    this.context = context;
    this.leases = new Leases(context.secrets());
  }

  /** Checks the file of {@code cap}. */
  Future<CheckResults> check(ChkVerifyCap cap, CheckOptions options) {
    ShareTest test = test(new ShareVerifier(context, cap), options);
    List<StorageServer> asked = context.servers().permuted(cap.storageIndex());
    Future<Void> leased =
        options.addLease() ? leases.add(cap.storageIndex(), asked) : Future.succeededFuture();
    return Future.all(check(cap, test), leased).map(all -> all.resultAt(0));
  }

  private static ShareTest test(ShareVerifier verifier, CheckOptions options) {
    if (options.verify()) return verifier::verify;
    return options.open()
        ? (server, share) -> verifier.open(server, share).mapEmpty()
        : ShareTest.BELIEVING;
  }

  /** Renews the leases of all shares at that address on {@code servers}, or adds some. */
  Future<Void> renew(StorageIndex storageIndex, List<StorageServer> servers) {
    return leases.add(storageIndex, servers);
  }

  /** Checks the file of {@code cap}; only a share that passes {@code test} counts. */
  public Future<CheckResults> check(ChkVerifyCap cap, ShareTest test) {
    List<StorageServer> asked = context.servers().permuted(cap.storageIndex());
    Check check = new Check(cap, test);
    return check.all(asked).map(all -> check.tally.results(cap, asked));
  }

  /** One file while its servers are asked. */
  private final class Check {
    private final ChkVerifyCap cap;
    private final ShareTest test;
    private final ShareTally tally = new ShareTally();
    private final Map<StorageServer, Future<SortedSet<Integer>>> claims = new LinkedHashMap<>();

    Check(ChkVerifyCap cap, ShareTest test) {
      this.cap = cap;
      this.test = test;
    }

    /** Asks {@code servers}; suspected and slow ones only if a share would be missed otherwise. */
    Future<Void> all(List<StorageServer> servers) {
      return answers(servers.stream().filter(server -> !server.suspected()).toList())
          .compose(
              told ->
                  tally.goodShares() == cap.total()
                      ? Future.succeededFuture()
                      : Future.join(tally.silent(servers).stream().map(this::again).toList())
                          .mapEmpty());
    }

    /** Waits for {@code server} with all patience, once it has shown that it is there. */
    private Future<Void> again(StorageServer server) {
      return server
          .proved()
          .compose(there -> claim(server))
          .compose(claimed -> take(server, claimed))
          .otherwiseEmpty();
    }

    /** The answer under way, or the one that came; else a new one. */
    private Future<SortedSet<Integer>> claim(StorageServer server) {
      Future<SortedSet<Integer>> before = claims.get(server);
      return before == null || before.failed() ? ask(server) : before;
    }

    private Future<SortedSet<Integer>> ask(StorageServer server) {
      return server.ask(client -> client.shares(cap.storageIndex()));
    }

    /**
     * Completes when the servers that are not slow have named their shares, and these have been
     * verified.
     */
    Future<Void> answers(List<StorageServer> servers) {
      for (StorageServer server : servers) claims.put(server, ask(server));
      List<Asked> asked = new ArrayList<>();
      claims.forEach((server, claim) -> asked.add(new Asked(server, claim)));
      return Answers.settle(
              context.timers(),
              context.patience().dawdleMillis(),
              asked,
              () -> claims.values().stream().anyMatch(Future::succeeded),
              Answers::ignoreLate)
          .compose(settled -> takeAll(claims));
    }

    private Future<Void> takeAll(Map<StorageServer, Future<SortedSet<Integer>>> claims) {
      List<Future<Void>> taking = new ArrayList<>();
      claims.forEach(
          (server, claim) -> {
            if (claim.succeeded()) taking.add(take(server, claim.result()).otherwiseEmpty());
          });
      return Future.join(taking).mapEmpty();
    }

    /** Drops shares whose number is past the last of this file. */
    private Future<Void> take(StorageServer server, SortedSet<Integer> claimed) {
      tally.answered(server);
      SortedSet<Integer> shares = new TreeSet<>(claimed).headSet(cap.total());
      shares.removeIf(share -> tally.isGood(server, share));
      return SequentialSteps.forEach(shares, share -> test(server, share));
    }

    private Future<Void> test(StorageServer server, int share) {
      return test.take(server, share)
          .onSuccess(good -> tally.good(server, share))
          .recover(failure -> note(server, share, failure));
    }

    /** Treats a share that can't be read as a missing one; its server is asked again. */
    private Future<Void> note(StorageServer server, int share, Throwable failure) {
      if (GridException.is(failure, GridException.Kind.CORRUPT)) tally.damaged(server, share);
      else if (!GridException.is(failure, GridException.Kind.NOT_FOUND)) tally.fellSilent(server);
      return Future.succeededFuture();
    }
  }
}
