package org.truckee.client.mutable.read;

import io.vertx.core.Future;
import java.util.List;
import java.util.SortedSet;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.cap.MutableVerifyCap;
import org.truckee.client.ask.NotedCalls;
import org.truckee.client.server.Quietly;
import org.truckee.client.server.StorageServer;

/**
 * Reads the heads of the shares of one mutable file, server by server, checks them and notes them
 * in a map until it is closed. Event loop only.
 */
final class HeadReader {
  private final MutableVerifyCap cap;
  private final int usualTotal;
  private final ShareMap map;
  private final NotedCalls calls;
  private final KnownHeads known;
  private final int firstBytes;
  private boolean closed;

  /**
   * A reader that notes in {@code map}; files have mostly {@code usualTotal} shares. It asks for
   * {@code firstBytes} of each, and for more where these do not hold the head.
   */
  HeadReader(
      MutableVerifyCap cap,
      int usualTotal,
      ShareMap map,
      NotedCalls calls,
      KnownHeads known,
      int firstBytes) {
    this.known = known;
    this.firstBytes = firstBytes;
    this.cap = cap;
    this.usualTotal = usualTotal;
    this.map = map;
    this.calls = calls;
  }

  /** The heads that were read until now. */
  ShareMap map() {
    return map;
  }

  /**
   * Looks for the share that {@code server} has if the file was put on the present grid: the share
   * of the server's own {@code place}. Where that share is there, a list tells nothing new as a
   * rule, and is asked for only if nothing may be overlooked, and then at the same time.
   */
  Future<Void> look(StorageServer server, int place, boolean thorough) {
    if (thorough) return Future.join(hasUsual(server, place), lookAtAll(server, place)).mapEmpty();
    return hasUsual(server, place)
        .compose(there -> there ? Future.succeededFuture() : lookAtAll(server, place));
  }

  private Future<Boolean> hasUsual(StorageServer server, int place) {
    if (place >= usualTotal) return Future.succeededFuture(false);
    return calls.open(
        server, place, () -> lookAt(server, place).map(true).recover(HeadReader::falseIfAbsent));
  }

  private static Future<Boolean> falseIfAbsent(Throwable failure) {
    return GridException.is(failure, GridException.Kind.NOT_FOUND)
        ? Future.succeededFuture(false)
        : Future.failedFuture(failure);
  }

  private Future<Void> lookAtAll(StorageServer server, int place) {
    return calls
        .ask(server, client -> client.mutableShares(cap.storageIndex()))
        .compose(numbers -> lookAtOthers(server, numbers, place));
  }

  private Future<Void> lookAtOthers(StorageServer server, SortedSet<Integer> numbers, int guessed) {
    List<Future<Void>> looking =
        numbers.stream()
            .filter(number -> number != guessed || guessed >= usualTotal)
            .map(number -> calls.open(server, number, () -> lookAt(server, number)))
            .toList();
    return Future.join(looking).mapEmpty();
  }

  private Future<Void> lookAt(StorageServer server, int number) {
    return lookAt(server, number, firstBytes);
  }

  private Future<Void> lookAt(StorageServer server, int number, int length) {
    return server
        .ask(client -> client.readMutable(cap.storageIndex(), number, 0, length))
        .map(Bytes::wrap)
        .compose(first -> check(server, number, first));
  }

  private Future<Void> check(StorageServer server, int number, Bytes first) {
    return known
        .check(number, first, cap)
        .onSuccess(head -> found(new FoundShare(server, head, first)))
        .<Void>mapEmpty()
        .recover(failure -> damaged(server, number, first, failure));
  }

  private void found(FoundShare share) {
    if (!closed) map.add(share);
  }

  private Future<Void> damaged(StorageServer server, int number, Bytes first, Throwable failure) {
    if (!GridException.is(failure, GridException.Kind.CORRUPT)) return Future.failedFuture(failure);
    if (first.size() < KnownHeads.FIRST_BYTES && first.size() == firstBytes)
      return lookAt(server, number, KnownHeads.FIRST_BYTES);
    if (!closed) map.add(new DamagedShare(server, number, first, FailureText.sentence(failure)));
    return Future.succeededFuture();
  }

  /** Notes nothing any more, and tells servers of damage, unless it may be unfinished work. */
  void close() {
    closed = true;
    known.note(cap.storageIndex(), map.found().stream().map(FoundShare::head).toList());
    map.damaged().stream()
        .filter(share -> !share.mayBeUnfinished(map.highestSequence()))
        .forEach(this::report);
  }

  private void report(DamagedShare share) {
    share
        .server()
        .ask(
            client ->
                client.adviseCorruptMutable(cap.storageIndex(), share.number(), share.reason()))
        .onFailure(Quietly::ignore);
  }
}
