package org.truckee.client.mutable.publish;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.truckee.client.context.ClientContext;
import org.truckee.client.mutable.read.MutableContext;
import org.truckee.client.mutable.read.ShareMap;
import org.truckee.client.server.Refusals;
import org.truckee.client.server.StorageServer;
import org.truckee.crypto.StorageIndex;
import org.truckee.placement.Placement;

/**
 * The servers that shares of one mutable file may go to.
 *
 * @param present those that are there, in permuted order
 * @param known all that are known, in permuted order
 */
public record Candidates(List<StorageServer> present, List<StorageServer> known) {
  /** Copies the lists. */
  public Candidates {
    present = List.copyOf(present);
    known = List.copyOf(known);
  }

  /**
   * The candidates for a version after those of {@code map}: the servers that answered, or for a
   * new file the unsuspected ones, if they are enough.
   */
  public static Candidates of(MutableContext context, ShareMap map, StorageIndex storageIndex) {
    if (!map.answered().isEmpty()) return ofThoseWhoAnswered(context.client(), map, storageIndex);
    List<StorageServer> known = context.client().servers().permuted(storageIndex);
    List<StorageServer> there = known.stream().filter(server -> !server.suspected()).toList();
    long roomy = there.stream().filter(server -> !server.isFull()).count();
    return new Candidates(roomy >= context.client().encoding().happy() ? there : known, known);
  }

  /** The servers that answered for {@code map}. */
  public static Candidates ofThoseWhoAnswered(
      ClientContext context, ShareMap map, StorageIndex storageIndex) {
    List<StorageServer> known = context.servers().permuted(storageIndex);
    return new Candidates(known.stream().filter(map.answered()::contains).toList(), known);
  }

  /** Those of them that gave none of {@code refusals}. */
  Candidates without(Refusals refusals) {
    return new Candidates(
        present.stream().filter(server -> !refusals.contains(server)).toList(), known);
  }

  /** The server for each of {@code total} shares, of which {@code existing} are there already. */
  SortedMap<Integer, StorageServer> place(Map<StorageServer, Set<Integer>> existing, int total) {
    List<StorageServer> full = present.stream().filter(StorageServer::isFull).toList();
    List<StorageServer> writable = present.stream().filter(s -> !full.contains(s)).toList();
    return new Placement<>(writable, full, existing, Map.of(), known, total).place();
  }
}
