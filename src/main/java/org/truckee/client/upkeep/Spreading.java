package org.truckee.client.upkeep;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.FailureText;
import org.truckee.cap.ChkVerifyCap;
import org.truckee.cap.DirectoryVerifyCap;
import org.truckee.cap.VerifyCap;
import org.truckee.client.check.CheckResults;
import org.truckee.client.repair.RepairResults;
import org.truckee.client.server.StorageServer;
import org.truckee.client.upkeep.plan.Condition;
import org.truckee.client.upkeep.plan.KeptThing;
import org.truckee.client.upkeep.plan.RepairRule;
import org.truckee.client.upkeep.plan.SpreadRule;
import org.truckee.client.upkeep.plan.Steadiness;

/**
 * Copies shares of immutable files to servers that joined or came back, where that makes the spread
 * safer. The copies are made from checked shares, to the byte; what they are copies of stays.
 */
final class Spreading {
  private static final Logger LOG = LoggerFactory.getLogger(Spreading.class);

  private final UpkeepGrid grid;
  private final PacedWork pace;
  private final RepairRule rule;
  private final InstantSource clock;
  private final Steadiness steadiness = new Steadiness();

  Spreading(UpkeepGrid grid, PacedWork pace, RepairRule rule, InstantSource clock) {
    this.grid = grid;
    this.pace = pace;
    this.rule = rule;
    this.clock = clock;
  }

  /** Notes which servers are there now. */
  void look() {
    List<String> present =
        grid.servers().all().stream()
            .filter(server -> server.state().reachable() && !server.suspected())
            .map(Spreading::id)
            .toList();
    steadiness.note(present, clock.instant());
  }

  private static String id(StorageServer server) {
    return server.announcement().serverId();
  }

  /** Copies shares of {@code thing} if that is of use; returns its condition then. */
  Future<Condition> spread(KeptThing thing, Condition judged, CheckResults found) {
    Optional<ChkVerifyCap> file = file(thing.cap());
    boolean useful =
        file.isPresent()
            && found.health().healthy()
            && SpreadRule.improves(holdings(found), willing(thing, found), judged.expected());
    return useful ? copy(file.get(), thing, judged, found) : Future.succeededFuture(judged);
  }

  private static Optional<ChkVerifyCap> file(VerifyCap cap) {
    VerifyCap kept = cap instanceof DirectoryVerifyCap directory ? directory.file() : cap;
    return kept instanceof ChkVerifyCap chk ? Optional.of(chk) : Optional.empty();
  }

  /** A file that was just stored on too few servers need not wait until others are steady. */
  private List<StorageServer> willing(KeptThing thing, CheckResults found) {
    return found.servers().responding().stream()
        .filter(server -> !server.isFull() && !server.suspected())
        .filter(
            server ->
                thing.attention().isThin() || steadiness.isSteady(id(server), clock.instant()))
        .toList();
  }

  private static Map<StorageServer, Set<Integer>> holdings(CheckResults found) {
    Map<StorageServer, Set<Integer>> holdings = new HashMap<>();
    found
        .shares()
        .forEach(
            (share, servers) ->
                servers.forEach(
                    server ->
                        holdings
                            .computeIfAbsent(server, none -> new TreeSet<>())
                            .add(share.number())));
    return holdings;
  }

  private Future<Condition> copy(
      ChkVerifyCap file, KeptThing thing, Condition judged, CheckResults found) {
    return pace.alone(thing.sharesSize(), () -> grid.repairer().spread(file, found))
        .map(RepairResults::after)
        .onSuccess(
            after ->
                LOG.info(
                    "upkeep spread {}: happiness {} before, {} after",
                    file.storageIndex(),
                    judged.happiness(),
                    after.health().happiness()))
        .map(after -> rule.judge(judged, after, clock.instant()))
        .recover(failure -> left(file, judged, failure));
  }

  private Future<Condition> left(ChkVerifyCap file, Condition judged, Throwable failure) {
    if (pace.isStopped()) return Future.failedFuture(failure);
    LOG.info("upkeep could not spread {}: {}", file.storageIndex(), FailureText.sentence(failure));
    return Future.succeededFuture(judged);
  }
}
