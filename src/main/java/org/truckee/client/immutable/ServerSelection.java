package org.truckee.client.immutable;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.truckee.GridException;
import org.truckee.bytes.Secret;
import org.truckee.client.flow.Step;
import org.truckee.client.flow.Timeline;
import org.truckee.client.server.Quietly;
import org.truckee.client.server.Refusals;
import org.truckee.client.server.ServerSecrets;
import org.truckee.client.server.StorageServer;
import org.truckee.crypto.LeaseSecrets;
import org.truckee.crypto.StorageIndex;
import org.truckee.placement.EncodingParameters;
import org.truckee.protocol.AllocateReply;
import org.truckee.protocol.AllocateRequest;

/**
 * Finds a server for each share of a file: asks who has shares already, decides on a placement,
 * asks for room, and decides anew as long as somebody refuses. Asks more servers, in permuted
 * order, while too few take part. Event loop only.
 */
final class ServerSelection {
  private final StorageIndex storageIndex;
  private final long shareSize;
  private final EncodingParameters encoding;
  private final ServerSecrets secrets;
  private final Map<StorageServer, Set<Integer>> damaged;
  private final Timeline timeline;
  private final List<StorageServer> untried;
  private final Offers offers;

  /**
   * A selection among {@code permuted} servers; of these, {@code damaged} ones hold shares that
   * must not count.
   */
  ServerSelection(
      StorageIndex storageIndex,
      long shareSize,
      EncodingParameters encoding,
      ServerSecrets secrets,
      List<StorageServer> permuted,
      Map<StorageServer, Set<Integer>> damaged,
      Timeline timeline) {
    this.storageIndex = storageIndex;
    this.shareSize = shareSize;
    this.encoding = encoding;
    this.secrets = secrets;
    this.untried = new ArrayList<>(permuted);
    this.damaged = damaged;
    this.timeline = timeline;
    this.offers = new Offers(damaged);
  }

  /**
   * Servers for all shares, on which room has been made; {@code UNHAPPY} or {@code NO_SPACE}, and
   * nothing left anywhere, if there are too few.
   */
  Future<Assignment> select() {
    return guess()
        .compose(
            guessed -> guessed ? round() : widen(2 * encoding.total()).compose(asked -> round()))
        .recover(failure -> abortAll().transform(done -> Future.failedFuture(failure)));
  }

  /**
   * Asks the first servers for room for one share each, as if none of them had any of the file.
   * That is right for nearly every new file, and saves it a round; what they answer tells of what
   * they have. Returns whether that was enough.
   */
  private Future<Boolean> guess() {
    if (untried.size() < encoding.total() || !damaged.isEmpty())
      return Future.succeededFuture(false);
    List<StorageServer> first = new ArrayList<>(untried.subList(0, encoding.total()));
    if (first.stream().anyMatch(StorageServer::isFull)) return Future.succeededFuture(false);
    untried.subList(0, first.size()).clear();
    List<Future<Void>> asking = new ArrayList<>();
    for (int share = 0; share < first.size(); share++) {
      offers.add(first.get(share));
      asking.add(askForRoom(first.get(share), new TreeSet<>(Set.of(share))));
    }
    return Future.join(asking).otherwiseEmpty().map(answered -> offers.allTookOne(first));
  }

  /** Asks the next {@code count} servers which shares they have. */
  private Future<Void> widen(int count) {
    List<StorageServer> next = new ArrayList<>(untried.subList(0, Math.min(count, untried.size())));
    untried.subList(0, next.size()).clear();
    return Future.join(next.stream().map(this::askForShares).toList()).otherwiseEmpty().mapEmpty();
  }

  private Future<Void> askForShares(StorageServer server) {
    Future<SortedSet<Integer>> asked = server.client().shares(storageIndex);
    return timeline
        .watch(Step.Work.ASK, server.name(), -1, -1, asked)
        .onSuccess(shares -> join(server, shares))
        .onFailure(failure -> offers.refusals().add(server, failure))
        .mapEmpty();
  }

  private void join(StorageServer server, SortedSet<Integer> shares) {
    offers.add(server);
    offers.noteShares(server, shares);
    if (server.isFull()) offers.noteUnwilling(server);
  }

  private Future<Assignment> round() {
    SortedMap<Integer, StorageServer> placed = offers.place(encoding.total());
    Map<StorageServer, SortedSet<Integer>> wishes = offers.wishes(placed);
    if (wishes.isEmpty()) return conclude(placed);
    List<Future<Void>> asking = new ArrayList<>();
    wishes.forEach((server, shares) -> asking.add(askForRoom(server, shares)));
    return Future.join(asking).otherwiseEmpty().compose(answered -> round());
  }

  private Future<Void> askForRoom(StorageServer server, SortedSet<Integer> shares) {
    LeaseSecrets leases = secrets.leases(storageIndex, server);
    Secret upload = secrets.upload(storageIndex, server);
    Future<AllocateReply> asked =
        server
            .client()
            .allocate(storageIndex, new AllocateRequest(shares, shareSize), leases, upload);
    return timeline
        .watch(Step.Work.ASK, server.name(), shares.first(), -1, asked)
        .onSuccess(reply -> offers.noteRoom(server, shares, reply))
        .onFailure(failure -> offers.refusals().add(server, failure))
        .mapEmpty();
  }

  private Future<Assignment> conclude(SortedMap<Integer, StorageServer> placed) {
    Assignment assignment = offers.assignment(placed);
    if (assignment.happiness() >= encoding.happy()) return abortUnused(placed).map(assignment);
    if (!untried.isEmpty()) return widen(encoding.total()).compose(asked -> round());
    return giveUp(assignment);
  }

  /** Lets go of room that an earlier round asked for and the last one did not use. */
  private Future<Void> abortUnused(SortedMap<Integer, StorageServer> placed) {
    return Future.join(offers.unused(placed).map(this::abort).toList()).otherwiseEmpty().mapEmpty();
  }

  private Future<Void> abortAll() {
    return abortUnused(new TreeMap<>());
  }

  private Future<Void> abort(Offers.Room room) {
    StorageServer server = room.server();
    return server
        .client()
        .abort(storageIndex, room.shareNumber(), secrets.upload(storageIndex, server))
        .onFailure(Quietly::ignore);
  }

  /** Asks those who refused whether it was for lack of room, and tells what was missing. */
  private Future<Assignment> giveUp(Assignment assignment) {
    String shortage = shortage(assignment);
    List<StorageServer> refusing = offers.unwilling();
    return Future.join(refusing.stream().map(StorageServer::poll).toList())
        .transform(
            asked -> {
              refusing.forEach(this::noteRefusal);
              return Future.failedFuture(unhappy(assignment, shortage));
            });
  }

  private String shortage(Assignment assignment) {
    int answered = offers.present().size();
    return "shares can be placed on only %d servers, at least %d are needed; of %d servers asked, %d answered"
        .formatted(
            assignment.happiness(),
            encoding.happy(),
            answered + offers.refusals().size(),
            answered);
  }

  private void noteRefusal(StorageServer server) {
    Refusals refusals = offers.refusals();
    if (hasNoRoom(server)) refusals.addFull(server);
    else if (damaged.containsKey(server)) refusals.add(server, " holds a damaged share of it");
    else refusals.add(server, " is being sent the same share by somebody else");
  }

  private boolean hasNoRoom(StorageServer server) {
    return server.state().version().map(told -> told.availableSpace() < shareSize).orElse(false);
  }

  private GridException unhappy(Assignment assignment, String shortage) {
    return offers
        .refusals()
        .explain(
            shortage,
            "a share of " + shareSize + " bytes",
            assignment.happiness(),
            encoding.happy());
  }
}
