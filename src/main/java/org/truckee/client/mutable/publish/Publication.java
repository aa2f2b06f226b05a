package org.truckee.client.mutable.publish;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.Subject;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.cap.MutableFormat;
import org.truckee.client.ask.NotedCalls;
import org.truckee.client.mutable.read.ShareMap;
import org.truckee.client.server.Refusals;
import org.truckee.client.server.ServerSecrets;
import org.truckee.client.server.StorageServer;
import org.truckee.client.timeline.Step;
import org.truckee.crypto.StorageIndex;
import org.truckee.mutable.SignedPrefix;
import org.truckee.protocol.storage.ReadTestWrite;

/**
 * Sends the shares of one new version to their servers, each of which tests that the replaced share
 * is the known one. {@code CONFLICT} as soon as one finds another share: then another writer is at
 * work, and some servers may have this version and some the other one. Event loop only.
 */
public final class Publication {
  private static final Logger LOG = LoggerFactory.getLogger(Publication.class);

  private static final int LONGEST_CHECK_STRING = SignedPrefix.checkStringSize(MutableFormat.SDMF);

  private final StorageIndex storageIndex;
  private final Secret enablerMaster;
  private final ServerSecrets secrets;
  private final ShareMap map;
  private final Map<StorageServer, Map<Integer, Bytes>> holdings;
  private final Disputes disputes;
  private final NotedCalls calls;
  private final Map<StorageServer, Set<Integer>> expected = new HashMap<>();
  private final Map<StorageServer, Set<Integer>> placed = new HashMap<>();
  private final Refusals refusals = new Refusals();
  private final Set<StorageServer> failed = new HashSet<>();
  private GridException conflict;

  /** A publication that replaces the shares in {@code map}; {@code calls} notes the questions. */
  public Publication(
      StorageIndex storageIndex,
      Secret enablerMaster,
      ServerSecrets secrets,
      ShareMap map,
      Disputes disputes,
      NotedCalls calls) {
    this.storageIndex = storageIndex;
    this.enablerMaster = enablerMaster;
    this.secrets = secrets;
    this.map = map;
    this.holdings = map.holdings();
    this.disputes = disputes;
    this.calls = calls;
    holdings.forEach((server, shares) -> expect(server, shares.keySet()));
  }

  private void expect(StorageServer server, Set<Integer> shares) {
    expected.computeIfAbsent(server, none -> new HashSet<>()).addAll(shares);
  }

  /** Notes that shares will be at {@code goals}, put there by this writer. */
  public void expect(Collection<ShareTarget> goals) {
    goals.forEach(goal -> expect(goal.server(), Set.of(goal.share())));
  }

  /** Notes that all segments before {@code next} are through. */
  void reached(long next) {
    calls.reached(next);
  }

  /** The shares that servers have taken. */
  public Map<StorageServer, Set<Integer>> placed() {
    return placed;
  }

  /** The servers that took nothing, with the reasons. */
  public Refusals refusals() {
    return refusals;
  }

  /** The servers whose present shares nobody knows. */
  Set<StorageServer> failed() {
    return failed;
  }

  /** The different shares that servers have taken. */
  public Set<Integer> numbers() {
    Set<Integer> numbers = new TreeSet<>();
    placed.values().forEach(numbers::addAll);
    return numbers;
  }

  /**
   * Sends {@code contents} to all {@code goals} at once; with {@code first}, one message goes ahead
   * and the others follow only if it was taken, so that of several writers at most one disturbs the
   * rest. {@code contents} has every share of the goals, by number. {@code CONFLICT} if another
   * writer is at work; every other failure is among the {@link #refusals} alone.
   */
  public Future<Void> send(
      List<ShareTarget> goals, Map<Integer, ShareContent> contents, boolean first) {
    expect(goals);
    List<ChangeMessage> messages = ChangeMessage.of(goals, contents);
    int ahead = first && !messages.isEmpty() ? 1 : 0;
    return all(messages.subList(0, ahead))
        .compose(taken -> all(messages.subList(ahead, messages.size())));
  }

  /** Sends one step to one server and notes the outcome; fails only for a conflict. */
  private Future<Void> send(
      StorageServer server, SortedMap<Integer, ReadTestWrite.Change> changes) {
    return step(server, changes, Step.Work.CLOSE, NotedCalls.NO_SEGMENT)
        .onSuccess(taken -> changes.keySet().forEach(share -> addPlaced(server, share)))
        .recover(failure -> note(server, failure));
  }

  /**
   * Sends one step, which is {@code work} about segments from {@code segment} (or none), to one
   * server. {@code CONFLICT} if the server shows shares of another writer; {@code UNREACHABLE} if
   * it speaks of one again without them, or does not answer.
   */
  public Future<Void> step(
      StorageServer server,
      SortedMap<Integer, ReadTestWrite.Change> changes,
      Step.Work work,
      long segment) {
    ReadTestWrite step =
        new ReadTestWrite(changes, List.of(new ReadTestWrite.Read(0, LONGEST_CHECK_STRING)));
    Future<Void> taken =
        Future.succeededFuture()
            .compose(sending -> send(server, step))
            .compose(reply -> judge(server, changes, reply));
    for (int share : changes.keySet()) taken = calls.note(work, server, share, segment, taken);
    return taken;
  }

  private Future<ReadTestWrite.Reply> send(StorageServer server, ReadTestWrite step) {
    return server.ask(
        client ->
            client.readTestWrite(
                storageIndex,
                step,
                secrets.leases(storageIndex, server),
                secrets.writeEnabler(enablerMaster, server)));
  }

  private Future<Void> judge(
      StorageServer server,
      SortedMap<Integer, ReadTestWrite.Change> sent,
      ReadTestWrite.Reply reply) {
    Set<Integer> unexpected = new HashSet<>(reply.data().keySet());
    unexpected.removeAll(sent.keySet());
    unexpected.removeAll(expected.getOrDefault(server, Set.of()));
    if (reply.success() && (unexpected.isEmpty() || !map.answered().contains(server)))
      return Future.succeededFuture();
    return Future.failedFuture(dispute(server, sent.values(), reply));
  }

  /**
   * Notes that {@code server} claims another writer. Without a trace of that writer, the server
   * counts as failed: otherwise a single one could keep everybody from writing.
   */
  private GridException dispute(
      StorageServer server, Collection<ReadTestWrite.Change> refused, ReadTestWrite.Reply reply) {
    List<Bytes> shown = new ArrayList<>(holdings.getOrDefault(server, Map.of()).values());
    reply.data().values().forEach(shown::addAll);
    return disputes.isCredible(server, shown, refused, this)
        ? new GridException(
            GridException.Kind.CONFLICT,
            "another writer changed the file at the same time (seen on server %s)"
                .formatted(server.name()),
            "try again")
        : new GridException(
            GridException.Kind.UNREACHABLE,
            Subject.server(server.name()),
            "speaks of another writer again, and shows no sign of one");
  }

  /** Notes that {@code server} has {@code share}. */
  public void addPlaced(StorageServer server, int share) {
    placed.computeIfAbsent(server, none -> new TreeSet<>()).add(share);
  }

  /** Notes that {@code server} is to lose {@code share} again. */
  void removePlaced(StorageServer server, int share) {
    placed.computeIfPresent(server, (holder, shares) -> without(shares, share));
  }

  private static Set<Integer> without(Set<Integer> shares, int share) {
    shares.remove(share);
    return shares.isEmpty() ? null : shares;
  }

  /**
   * Returns whether {@code failure} at one server ends the whole, as a conflict does. Nobody else
   * can write a new file, so a server that claims another writer there fails alone.
   */
  boolean isFatal(Throwable failure) {
    return GridException.is(failure, GridException.Kind.CONFLICT) && !map.isEmpty();
  }

  /**
   * The failure that too few servers took their shares: {@code shortage}, or that the file is there
   * already.
   */
  GridException explained(GridException shortage) {
    return conflict != null && placed.isEmpty() ? conflict : shortage;
  }

  /** Notes that {@code server} failed; fails for a conflict, but of a new file. */
  Future<Void> note(StorageServer server, Throwable failure) {
    if (GridException.is(failure, GridException.Kind.CONFLICT)) {
      conflict = (GridException) failure;
      if (isFatal(failure)) return Future.failedFuture(failure);
    }
    LOG.warn(
        "server {} takes no shares of {}: {}",
        server.name(),
        storageIndex,
        FailureText.sentence(failure));
    refusals.add(server, failure);
    if (!GridException.is(failure, GridException.Kind.NO_SPACE)) failed.add(server);
    return Future.succeededFuture();
  }

  /** Takes all steps at once, each to its end, even if one meets a conflict. */
  private Future<Void> all(List<ChangeMessage> messages) {
    List<Future<Void>> sending =
        messages.stream().map(message -> send(message.server(), message.changes())).toList();
    return Future.join(sending)
        .<Void>mapEmpty()
        .recover(
            any -> conflict == null ? Future.failedFuture(any) : Future.failedFuture(conflict));
  }
}
