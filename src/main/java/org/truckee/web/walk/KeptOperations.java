package org.truckee.web.walk;

import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.client.pool.Client;
import org.truckee.platform.Timers;

/**
 * Operations under their handles, of a bounded number for each client and in all. A handle that
 * could be guessed works only for the client that chose it. An operation that nobody asks for any
 * more is forgotten, and so is one that has ended when room is needed for others. Thread-safe.
 */
final class KeptOperations {
  private static final int MAX_HANDLES = 1000;
  private static final int MAX_PER_CLIENT = 200;

  /**
   * The length from which a handle can't be found by trying, and works for everybody who knows it.
   */
  private static final int UNGUESSABLE = 20;

  private final Timers timers;
  private final OperationSpans spans;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  /** An operation, and the timer after which it is forgotten. */
  private static final class Entry {
    final Operation operation;
    final Client client = Client.current();
    final long started;
    Runnable stopTimer = () -> {};
    boolean retained;

    Entry(Operation operation, long started) {
      this.started = started;
      this.operation = operation;
    }
  }

  KeptOperations(Timers timers, OperationSpans spans) {
    this.timers = timers;
    this.spans = spans;
  }

  /** The number of operations. */
  synchronized int count() {
    return entries.size();
  }

  /**
   * Keeps {@code operation} under {@code handle}, in place of an earlier one; for {@code span} if
   * there is one. {@code CONFLICT} if the handle is another client's, {@code BUSY} without room.
   */
  synchronized void put(String handle, Operation operation, Optional<Duration> span) {
    makeRoom(handle);
    Entry entry = new Entry(operation, timers.nanos());
    entries.put(handle, entry);
    span.ifPresent(wanted -> retain(handle, entry, wanted, true));
    operation.done().onComplete(done -> ended(handle, entry));
  }

  /** Forgets ended operations for new ones: the oldest, of the clients that have most of them. */
  private void makeRoom(String handle) {
    Entry before = entries.get(handle);
    if (before != null && !isOpen(handle, before))
      throw new GridException(
          GridException.Kind.CONFLICT,
          "this handle stands for the operation of somebody else",
          "another one, or an empty" + " ophandle=, is free");
    release(handle).ifPresent(Operation::cancel);
    Client client = Client.current();
    if (count(client) >= MAX_PER_CLIENT) evict(client);
    if (entries.size() >= MAX_HANDLES) evict(greediest());
  }

  private long count(Client client) {
    return entries.values().stream().filter(entry -> entry.client.equals(client)).count();
  }

  private Client greediest() {
    Map<Client, Integer> counts = new HashMap<>();
    entries.values().forEach(entry -> counts.merge(entry.client, 1, Integer::sum));
    return Collections.max(counts.entrySet(), Map.Entry.comparingByValue()).getKey();
  }

  /** Forgets the oldest operation of {@code client} that has ended. */
  private void evict(Client client) {
    String oldest =
        entries.entrySet().stream()
            .filter(entry -> entry.getValue().client.equals(client))
            .filter(entry -> entry.getValue().operation.done().isComplete())
            .map(Map.Entry::getKey)
            .findFirst()
            .orElseThrow(KeptOperations::tooMany);
    release(oldest);
  }

  private static GridException tooMany() {
    return new GridException(
        GridException.Kind.BUSY,
        "at most %d operations of one address, and %d in all, are under way at a time"
            .formatted(MAX_PER_CLIENT, MAX_HANDLES));
  }

  /** The operation under {@code handle}, if the current client may ask for it. */
  synchronized Optional<Operation> find(String handle) {
    return open(handle).map(entry -> entry.operation);
  }

  private Optional<Entry> open(String handle) {
    return Optional.ofNullable(entries.get(handle)).filter(entry -> isOpen(handle, entry));
  }

  /** Returns whether the current client may ask for the operation under {@code handle}. */
  private static boolean isOpen(String handle, Entry entry) {
    return handle.length() >= UNGUESSABLE || entry.client.equals(Client.current());
  }

  private synchronized void ended(String handle, Entry entry) {
    Duration took = Duration.ofNanos(timers.nanos() - entry.started);
    Duration usual = spans.uncollected();
    if (!entry.retained) retain(handle, entry, took.compareTo(usual) > 0 ? took : usual, false);
  }

  /** Notes that somebody asked for {@code handle}; it is kept for {@code span} if there is one. */
  synchronized void collect(String handle, Optional<Duration> span) {
    Optional<Entry> entry = open(handle);
    if (entry.isEmpty()) return;
    if (span.isPresent()) retain(handle, entry.get(), span.get(), true);
    else if (entry.get().operation.done().isComplete())
      retain(handle, entry.get(), spans.collected(), false);
  }

  private void retain(String handle, Entry entry, Duration span, boolean asked) {
    if (entries.get(handle) != entry) return;
    entry.stopTimer.run();
    entry.retained = entry.retained || asked;
    long millis = Math.max(1, span.toMillis());
    entry.stopTimer = timers.in(millis, () -> release(handle));
  }

  /** Forgets the operation under {@code handle}, and returns it. */
  synchronized Optional<Operation> release(String handle) {
    Entry entry = entries.remove(handle);
    if (entry == null) return Optional.empty();
    entry.stopTimer.run();
    return Optional.of(entry.operation);
  }
}
