package org.truckee.client.immutable.up;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.truckee.client.ask.Answers;
import org.truckee.client.ask.Answers.Asked;
import org.truckee.client.context.ClientContext;
import org.truckee.client.server.StorageServer;
import org.truckee.protocol.storage.AllocateReply;

/**
 * Finds a server for each share of a file: asks which servers have shares already, decides on a
 * placement, asks for room, and decides anew as long as a server refuses. Asks more servers, in
 * permuted order and the suspected ones last, while too few take part. Nobody waits for the slowest
 * while the others are enough. Event loop only.
 */
final class ServerSelection {
  private final ClientContext context;
  private final UploadCalls calls;
  private final SpreadGoal goal;
  private final Optional<SmallFile> small;
  private final Set<StorageServer> damaged;
  private final List<StorageServer> untried;
  private final Offers offers;

  /** Servers that were given up before they answered. */
  private final Set<StorageServer> late = new HashSet<>();

  /** The number of servers that named their shares. */
  private int answered;

  /**
   * A selection among all servers that are known; of these, {@code damaged} ones hold shares that
   * must not count. Shares of a {@code small} file are sent with the question for room, to servers
   * that take them so.
   */
  ServerSelection(
      ClientContext context,
      UploadCalls calls,
      Map<StorageServer, Set<Integer>> damaged,
      Optional<SmallFile> small) {
    this.small = small;
    this.context = context;
    this.calls = calls;
    this.goal = SpreadGoal.ofUpload(context.encoding());
    List<StorageServer> known = context.servers().permuted(calls.storageIndex());
    this.untried = new ArrayList<>(known);
    this.damaged = damaged.keySet();
    this.offers = new Offers(damaged, known);
  }

  /** A selection for {@code total} shares among the servers of {@code known}, which are enough. */
  ServerSelection(ClientContext context, UploadCalls calls, Holdings known, int total) {
    this.small = Optional.empty();
    this.context = context;
    this.calls = calls;
    this.goal = SpreadGoal.ofRepair(total);
    this.untried = List.of();
    this.damaged = known.damaged().keySet();
    this.offers = new Offers(known, context.servers().permuted(calls.storageIndex()));
  }

  /**
   * Servers for all shares, on which room has been made; {@code UNHAPPY} or {@code NO_SPACE}, and
   * nothing left anywhere, if there are too few.
   */
  Future<Assignment> select() {
    return guess()
        .compose(
            guessed ->
                guessed || trusted(1).isEmpty()
                    ? round()
                    : widen(2 * goal.total()).compose(asked -> round()))
        .recover(failure -> abortAll().transform(done -> Future.failedFuture(failure)));
  }

  /**
   * Asks the first servers for room, as if none of them had any of the file: for one share each, or
   * evenly for more while some servers are suspected. That is right for nearly every new file, and
   * saves it a round; the answers also name the shares that the servers have. Returns whether that
   * was enough.
   */
  private Future<Boolean> guess() {
    if (untried.size() < goal.total() || !damaged.isEmpty()) return Future.succeededFuture(false);
    List<StorageServer> first = trusted(goal.total());
    if (first.size() < goal.enough() || first.stream().anyMatch(StorageServer::isFull))
      return Future.succeededFuture(false);
    untried.removeAll(first);
    first.forEach(offers::add);
    Map<StorageServer, SortedSet<Integer>> wishes = offers.wishes(offers.place(goal.total()));
    return askForRoom(wishes).map(asked -> offers.allTook(wishes));
  }

  /** The first {@code count} servers that are not suspected, or as many as there are. */
  private List<StorageServer> trusted(int count) {
    return untried.stream().filter(server -> !server.suspected()).limit(count).toList();
  }

  /** Asks the next {@code count} servers which shares they have; suspected ones come last. */
  private Future<Void> widen(int count) {
    List<StorageServer> trusted = trusted(count);
    List<StorageServer> next = trusted.isEmpty() ? untried.stream().limit(count).toList() : trusted;
    untried.removeAll(next);
    return settle(
        next.stream().map(server -> new Asked(server, askForShares(server))).toList(),
        1,
        () -> answered >= goal.enough());
  }

  private Future<Void> settle(List<Asked> asking, int patience, BooleanSupplier enough) {
    long millis = patience * (long) context.patience().dawdleMillis();
    return Answers.settle(context.timers(), millis, asking, enough, this::leaveOut);
  }

  private void leaveOut(Asked question) {
    late.add(question.server());
    offers.refusals().addLate(question.server());
  }

  private Future<Void> askForShares(StorageServer server) {
    return calls
        .shares(server)
        .onSuccess(shares -> join(server, shares))
        .onFailure(failure -> refuse(server, failure))
        .mapEmpty();
  }

  private void refuse(StorageServer server, Throwable failure) {
    if (!late.contains(server)) offers.refusals().add(server, failure);
  }

  private void join(StorageServer server, SortedSet<Integer> shares) {
    if (late.contains(server)) return;
    answered++;
    offers.add(server);
    offers.noteShares(server, shares);
    if (server.isFull()) offers.noteUnwilling(server);
  }

  private Future<Assignment> round() {
    SortedMap<Integer, StorageServer> placed = offers.place(goal.total());
    Map<StorageServer, SortedSet<Integer>> wishes = offers.wishes(placed);
    if (wishes.isEmpty()) return conclude(placed);
    return askForRoom(wishes).compose(answers -> round());
  }

  private Future<Void> askForRoom(Map<StorageServer, SortedSet<Integer>> wishes) {
    List<Asked> asking = new ArrayList<>();
    wishes.forEach((server, shares) -> asking.add(new Asked(server, askForRoom(server, shares))));
    int patience = small.isPresent() ? ShareSinks.BULK : 1;
    return settle(asking, patience, () -> offers.keepers() >= goal.enough());
  }

  private Future<Void> askForRoom(StorageServer server, SortedSet<Integer> shares) {
    return small
        .filter(file -> shares.size() == 1 && server.takesWhole(calls.shareSize()))
        .map(file -> store(server, shares, file))
        .orElseGet(
            () -> calls.allocate(server, shares).onSuccess(reply -> take(server, shares, reply)))
        .onFailure(failure -> refuse(server, failure))
        .mapEmpty();
  }

  /** Sends {@code server} the one share of {@code wish}; what is stored late is left there. */
  private Future<AllocateReply> store(
      StorageServer server, SortedSet<Integer> wish, SmallFile file) {
    int share = wish.first();
    return calls
        .store(server, share, file.share(share))
        .onSuccess(
            reply -> {
              if (!late.contains(server)) offers.noteStored(server, wish, reply);
            });
  }

  /**
   * Notes the room that {@code server} made; room at a server that was given up in the meantime is
   * let go of.
   */
  private void take(StorageServer server, SortedSet<Integer> shares, AllocateReply reply) {
    if (late.contains(server)) {
      reply.allocated().forEach(share -> calls.abort(server, share));
      return;
    }
    offers.noteRoom(server, shares, reply);
  }

  private Future<Assignment> conclude(SortedMap<Integer, StorageServer> placed) {
    Assignment assignment = offers.assignment(placed);
    if (assignment.happiness() >= goal.least()) return abortUnused(placed).map(assignment);
    if (!untried.isEmpty()) return widen(goal.total()).compose(asked -> round());
    return giveUp(assignment);
  }

  /** Lets go of room that an earlier round asked for and the last one did not use. */
  private Future<Void> abortUnused(SortedMap<Integer, StorageServer> placed) {
    return withoutWaitingFor(
        offers
            .unused(placed)
            .map(room -> new Asked(room.server(), calls.abort(room.server(), room.shareNumber())))
            .toList());
  }

  /** Completes when {@code courtesies} are done, or the rest of them takes long. */
  private Future<Void> withoutWaitingFor(List<Asked> courtesies) {
    return Answers.courtesies(context.timers(), context.patience().dawdleMillis(), courtesies);
  }

  private Future<Void> abortAll() {
    return abortUnused(new TreeMap<>());
  }

  /** Asks the refusing servers whether it was for lack of room, and fails with the shortage. */
  private Future<Assignment> giveUp(Assignment assignment) {
    PlacementFailure failure =
        new PlacementFailure(offers, calls.shareSize(), goal.least(), assignment.happiness());
    List<StorageServer> refusing = offers.unwilling();
    return withoutWaitingFor(
            refusing.stream().map(server -> new Asked(server, server.poll())).toList())
        .transform(asked -> Future.failedFuture(failure.explain(refusing, damaged)));
  }
}
