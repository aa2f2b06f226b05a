package org.truckee.client.upkeep;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.FailureText;
import org.truckee.client.check.CheckResults;
import org.truckee.client.repair.RepairResults;
import org.truckee.client.server.StorageServer;
import org.truckee.client.upkeep.plan.Condition;
import org.truckee.client.upkeep.plan.KeptThing;
import org.truckee.client.upkeep.plan.RepairRule;
import org.truckee.placement.Levelling;
import org.truckee.placement.ShareMove;
import org.truckee.worker.Machine;

/** Moves shares to servers that joined or came back, where that makes the spread safer. */
final class Spreading {
  private static final Logger LOG = LoggerFactory.getLogger(Spreading.class);

  private final UpkeepGrid grid;
  private final KeptPower power;
  private final PacedWork pace;
  private final RepairRule rule;
  private final Machine machine;
  private final ServerWatch watch;

  Spreading(
      UpkeepGrid grid,
      KeptPower power,
      PacedWork pace,
      RepairRule rule,
      Machine machine,
      ServerWatch watch) {
    this.grid = grid;
    this.power = power;
    this.pace = pace;
    this.rule = rule;
    this.machine = machine;
    this.watch = watch;
  }

  /**
   * Moves shares of {@code thing} if that is of use; returns its condition then. Those of a mutable
   * one that has shares of several versions, or damaged ones, wait for a repair.
   */
  Future<Condition> spread(KeptThing thing, Condition judged, CheckResults found) {
    boolean ready =
        thing.cap().isMutable() ? found.health().healthy() : found.health().recoverable();
    if (!ready) return Future.succeededFuture(judged);
    return moves(thing, found)
        .compose(
            moves ->
                moves.isEmpty()
                    ? Future.succeededFuture(judged)
                    : move(moves, thing, judged, found));
  }

  /**
   * The moves that are of use. Those of mutable shares that were cut off are finished: a part of a
   * copy that was left bars no server from the whole, and a copy that counts for nothing goes,
   * while all servers tell what they have.
   */
  private Future<List<ShareMove<StorageServer>>> moves(KeptThing thing, CheckResults found) {
    boolean mutable = thing.cap().isMutable();
    boolean finishing = mutable && found.servers().silent().isEmpty();
    Levelling<StorageServer> levelling =
        new Levelling<>(
            found.holdings(), willing(thing, found), mutable ? Map.of() : damaged(found));
    return machine
        .codec()
        .run(
            () -> {
              List<ShareMove<StorageServer>> moves = levelling.moves();
              return moves.isEmpty() && finishing ? levelling.unfinished() : moves;
            });
  }

  /** A file that was just stored on too few servers need not wait until others are steady. */
  private List<StorageServer> willing(KeptThing thing, CheckResults found) {
    return found.servers().responding().stream()
        .filter(server -> !server.isFull() && !server.suspected())
        .filter(server -> thing.attention().isThin() || watch.isSteady(server))
        .toList();
  }

  private static Map<StorageServer, Set<Integer>> damaged(CheckResults found) {
    Map<StorageServer, Set<Integer>> damaged = new HashMap<>();
    for (CheckResults.DamagedShare share : found.damaged())
      damaged.computeIfAbsent(share.server(), none -> new TreeSet<>()).add(share.shareNumber());
    return damaged;
  }

  private Future<Condition> move(
      List<ShareMove<StorageServer>> moves, KeptThing thing, Condition judged, CheckResults found) {
    long bytes = moves.size() * thing.shareSize();
    return pace.alone(
            bytes,
            () ->
                power
                    .granted(thing)
                    .compose(
                        right ->
                            right.isPresent()
                                ? grid.repairer().spread(right.get(), found, moves)
                                : power
                                    .over(thing)
                                    .compose(cap -> grid.repairer().spread(cap, found, moves))))
        .map(RepairResults::after)
        .onSuccess(after -> tell(moves, thing, judged, after))
        .map(after -> rule.judge(judged, after, machine.clock().instant()))
        .recover(failure -> left(thing, judged, failure));
  }

  private static void tell(
      List<ShareMove<StorageServer>> moves, KeptThing thing, Condition judged, CheckResults after) {
    boolean leaving = !thing.cap().isMutable();
    Map<StorageServer, Set<Integer>> holdings = after.holdings();
    LOG.info(
        "upkeep moved {} of {} shares of {}: happiness {} before, {} after",
        moves.stream().filter(move -> move.isMade(holdings, leaving)).count(),
        moves.size(),
        thing.cap().storageIndex(),
        judged.happiness(),
        after.health().happiness());
  }

  private Future<Condition> left(KeptThing thing, Condition judged, Throwable failure) {
    if (pace.isStopped()) return Future.failedFuture(failure);
    LOG.info(
        "upkeep could not spread {}: {}",
        thing.cap().storageIndex(),
        FailureText.sentence(failure));
    return Future.succeededFuture(judged);
  }
}
