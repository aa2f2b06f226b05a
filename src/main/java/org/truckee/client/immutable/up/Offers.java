package org.truckee.client.immutable.up;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.truckee.client.server.Refusals;
import org.truckee.client.server.StorageServer;
import org.truckee.placement.Placement;
import org.truckee.protocol.storage.AllocateReply;

/**
 * The answers of servers that were asked to keep shares of one file: the shares that they have, and
 * those for which they have made room. Event loop only.
 */
final class Offers {
  private final List<StorageServer> known;
  private final BiPredicate<StorageServer, Integer> counts;
  private final Map<StorageServer, Set<Integer>> barred;

  /** The servers that hold shares which have been checked, and count even if they refuse others. */
  private final Set<StorageServer> proven;

  private final List<StorageServer> asked = new ArrayList<>();
  private final Map<StorageServer, Set<Integer>> existing = new LinkedHashMap<>();
  private final Map<StorageServer, Set<Integer>> allocated = new LinkedHashMap<>();
  private final Map<StorageServer, Set<Integer>> sent = new LinkedHashMap<>();
  private final Set<StorageServer> unwilling = new HashSet<>();
  private final Refusals refusals = new Refusals();

  /**
   * No offers yet of {@code known} servers, which are in permuted order; {@code damaged} shares do
   * not count, and their servers are to get no others.
   */
  Offers(Map<StorageServer, Set<Integer>> damaged, List<StorageServer> known) {
    this.known = known;
    this.counts = (server, share) -> !damaged.getOrDefault(server, Set.of()).contains(share);
    this.barred = Map.of();
    this.proven = Set.of();
    this.unwilling.addAll(damaged.keySet());
  }

  /**
   * The servers that {@code holdings} names, with the shares that are good there, and no others of
   * the {@code known} ones.
   */
  Offers(Holdings holdings, List<StorageServer> known) {
    this.known = known;
    this.counts = holdings::isGood;
    this.barred = holdings.damaged();
    this.proven = holdings.good().keySet();
    for (StorageServer server : holdings.reliableFirst()) {
      add(server);
      existing.put(server, holdings.good().getOrDefault(server, Set.of()));
      if (server.isFull()) noteUnwilling(server);
    }
  }

  /** Counts {@code server} among those that may keep shares. */
  void add(StorageServer server) {
    asked.add(server);
  }

  /** Notes the shares that {@code server} has. */
  void noteShares(StorageServer server, SortedSet<Integer> shares) {
    Set<Integer> counting = new TreeSet<>(shares);
    counting.removeIf(share -> !counts.test(server, share));
    existing.put(server, counting);
  }

  /** Notes that {@code server} wants no more shares. */
  void noteUnwilling(StorageServer server) {
    unwilling.add(server);
  }

  /** Notes the {@code wished} shares for which {@code server} has made room. */
  void noteRoom(StorageServer server, SortedSet<Integer> wished, AllocateReply reply) {
    note(server, wished, reply, allocated);
  }

  /** Notes that {@code server} was sent the {@code wished} share, and what it stored of that. */
  void noteStored(StorageServer server, SortedSet<Integer> wished, AllocateReply reply) {
    note(server, wished, reply, sent);
  }

  /**
   * Notes the answer about the {@code wished} shares; what it says of others counts for nothing.
   */
  private void note(
      StorageServer server,
      SortedSet<Integer> wished,
      AllocateReply reply,
      Map<StorageServer, Set<Integer>> taken) {
    noteShares(server, reply.alreadyHave());
    Set<Integer> granted = new TreeSet<>(wished);
    granted.retainAll(reply.allocated());
    taken.computeIfAbsent(server, none -> new TreeSet<>()).addAll(granted);
    Set<Integer> refused = new TreeSet<>(wished);
    refused.removeAll(reply.allocated());
    refused.removeAll(existing.get(server));
    if (!refused.isEmpty()) unwilling.add(server);
  }

  /** The servers that gave no good answer, with the reasons. */
  Refusals refusals() {
    return refusals;
  }

  /** The servers that gave good answers, in the order in which they were added. */
  List<StorageServer> present() {
    return asked.stream()
        .filter(server -> !refusals.contains(server) || proven.contains(server))
        .toList();
  }

  /** The servers among them that want no shares, or no more. */
  List<StorageServer> unwilling() {
    return present().stream().filter(this::isUnwilling).toList();
  }

  private boolean isUnwilling(StorageServer server) {
    return unwilling.contains(server) || refusals.contains(server);
  }

  /** Returns whether each server had no share and made room for all its new ones. */
  boolean allTook(Map<StorageServer, SortedSet<Integer>> wishes) {
    return wishes.entrySet().stream()
        .allMatch(
            wish -> taken(wish.getKey()).equals(wish.getValue()) && found(wish.getKey()).isEmpty());
  }

  /** The number of servers that have a share or room for one. */
  int keepers() {
    return (int) present().stream().filter(server -> !held(server).isEmpty()).count();
  }

  /** The best place for each of {@code total} shares, as far as is known. */
  SortedMap<Integer, StorageServer> place(int total) {
    List<StorageServer> present = present();
    List<StorageServer> writable = present.stream().filter(server -> !isUnwilling(server)).toList();
    return new Placement<>(writable, unwilling(), holdings(present), barred, known, total).place();
  }

  private Map<StorageServer, Set<Integer>> holdings(List<StorageServer> present) {
    Map<StorageServer, Set<Integer>> holdings = new HashMap<>();
    for (StorageServer server : present) holdings.put(server, held(server));
    return holdings;
  }

  /** The wishes for room that follow from the places in {@code placed}. */
  Map<StorageServer, SortedSet<Integer>> wishes(SortedMap<Integer, StorageServer> placed) {
    Map<StorageServer, SortedSet<Integer>> wishes = new LinkedHashMap<>();
    placed.forEach(
        (share, server) -> {
          if (!held(server).contains(share))
            wishes.computeIfAbsent(server, none -> new TreeSet<>()).add(share);
        });
    return wishes;
  }

  /** A place on which room has been made for a share. */
  record Room(StorageServer server, int shareNumber) {}

  /** The room that the places in {@code placed} do not need. */
  Stream<Room> unused(SortedMap<Integer, StorageServer> placed) {
    return allocated.keySet().stream()
        .flatMap(server -> promised(server).stream().map(share -> new Room(server, share)))
        .filter(room -> !room.server().equals(placed.get(room.shareNumber())));
  }

  /** The assignment of the places in {@code placed}, with the shares that are there already. */
  Assignment assignment(SortedMap<Integer, StorageServer> placed) {
    return new Assignment(placed, existing, sent);
  }

  /** What a server has or has promised room for. */
  private Set<Integer> held(StorageServer server) {
    Set<Integer> shares = taken(server);
    shares.addAll(found(server));
    return shares;
  }

  private Set<Integer> found(StorageServer server) {
    return existing.getOrDefault(server, Set.of());
  }

  private Set<Integer> taken(StorageServer server) {
    Set<Integer> shares = new TreeSet<>(promised(server));
    shares.addAll(sent.getOrDefault(server, Set.of()));
    return shares;
  }

  private Set<Integer> promised(StorageServer server) {
    return allocated.getOrDefault(server, Set.of());
  }
}
