package org.truckee.client.mutable.read;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.client.server.StorageServer;
import org.truckee.mutable.SignedPrefix;
import org.truckee.placement.Happiness;

/** The shares of one mutable file, as servers showed them at one time. Event loop only. */
public final class ShareMap {
  private final List<FoundShare> found = new ArrayList<>();
  private final List<DamagedShare> damaged = new ArrayList<>();
  private final Set<StorageServer> known;
  private final Set<StorageServer> answered = new LinkedHashSet<>();
  private final Map<StorageServer, Throwable> silent = new LinkedHashMap<>();
  private final long asked;

  /**
   * An empty map; {@code known} are all servers that could have shares, and {@code asked} is the
   * time, by {@link SeenVersions#now}, before which none of them was asked.
   */
  ShareMap(Collection<StorageServer> known, long asked) {
    this.known = Set.copyOf(known);
    this.asked = asked;
  }

  /** The time when the map was begun. */
  long asked() {
    return asked;
  }

  void add(FoundShare share) {
    found.add(share);
  }

  void add(DamagedShare share) {
    damaged.add(share);
  }

  void addAnswered(StorageServer server) {
    answered.add(server);
  }

  /** Notes that {@code server} named not all its shares. */
  void addSilent(StorageServer server, Throwable reason) {
    answered.remove(server);
    silent.put(server, reason);
  }

  /** The same after servers that were silent were asked again, and showed {@code later}. */
  ShareMap and(ShareMap later) {
    ShareMap both = new ShareMap(known, asked);
    for (ShareMap part : List.of(this, later)) {
      both.found.addAll(part.found);
      both.damaged.addAll(part.damaged);
      both.answered.addAll(part.answered);
      both.silent.putAll(part.silent);
    }
    both.silent.keySet().removeAll(both.answered);
    return both;
  }

  /** The shares whose signature holds. */
  List<FoundShare> found() {
    return found;
  }

  /** The good shares that {@code server} showed. */
  List<FoundShare> sharesAt(StorageServer server) {
    return found.stream().filter(share -> share.server().equals(server)).toList();
  }

  /** The useless shares. */
  List<DamagedShare> damaged() {
    return damaged;
  }

  /** All servers that could have shares, asked or not. */
  public Set<StorageServer> known() {
    return known;
  }

  /** The servers that named all their shares. */
  public Set<StorageServer> answered() {
    return answered;
  }

  /** The other servers, with the reasons. */
  public Map<StorageServer, Throwable> silent() {
    return silent;
  }

  /** Returns whether no server showed anything. */
  public boolean isEmpty() {
    return found.isEmpty() && damaged.isEmpty();
  }

  /**
   * All versions, from the newest to the oldest. Of several with one number, that two writers made
   * who did not see each other, at most one is kept: it is on more servers than the others.
   */
  public List<SignedPrefix> versions() {
    return found.stream()
        .map(FoundShare::version)
        .distinct()
        .sorted(
            Comparator.comparing(SignedPrefix::sequence)
                .thenComparing(version -> Happiness.of(holders(version)))
                .thenComparing(SignedPrefix::rootHash)
                .reversed())
        .toList();
  }

  /** The shares of {@code version}. */
  public List<FoundShare> sharesOf(SignedPrefix version) {
    return found.stream().filter(share -> share.version().equals(version)).toList();
  }

  /** The numbers of the shares of {@code version} that each server has. */
  public Map<StorageServer, Set<Integer>> holders(SignedPrefix version) {
    Map<StorageServer, Set<Integer>> holders = new LinkedHashMap<>();
    for (FoundShare share : sharesOf(version))
      holders.computeIfAbsent(share.server(), none -> new TreeSet<>()).add(share.number());
    return holders;
  }

  /** Returns whether nobody is left who could be asked. */
  public boolean isComplete() {
    return answered.size() + silent.size() == known.size();
  }

  /** The newest version of which there are enough shares. */
  public Optional<SignedPrefix> best() {
    return versions().stream().filter(any -> numbers(any).size() >= any.needed()).findFirst();
  }

  /** The same; if there is none, {@code UNRECOVERABLE} with the reason. */
  public SignedPrefix requireBest() {
    return best().orElseThrow(this::unrecoverable);
  }

  private Set<Integer> numbers(SignedPrefix version) {
    return sharesOf(version).stream().map(FoundShare::number).collect(Collectors.toSet());
  }

  /** The highest sequence number that was signed; 0 if there is none. */
  public long highestSequence() {
    return found.stream().mapToLong(share -> share.version().sequence()).max().orElse(0);
  }

  /** Returns whether all shares of one version were found, and nothing else. */
  public boolean isWhole() {
    return damaged.isEmpty() && isWholeBeside(Bytes.EMPTY);
  }

  /** The same, but for unfinished shares that begin with {@code mark}. */
  public boolean isWholeBeside(Bytes mark) {
    List<SignedPrefix> versions = versions();
    return versions.size() == 1
        && damaged.stream().allMatch(share -> share.beginsWith(mark))
        && numbers(versions.get(0)).size() == versions.get(0).total();
  }

  /** Returns whether shares disagree, as while somebody writes or after a writer has died. */
  public boolean isMixed() {
    long newest = highestSequence();
    return versions().size() > 1
        || damaged.stream().anyMatch(share -> share.mayBeUnfinished(newest));
  }

  /** The shares of each server, good or not: by share number, the share's first bytes. */
  public Map<StorageServer, Map<Integer, Bytes>> holdings() {
    Map<StorageServer, Map<Integer, Bytes>> holdings = new LinkedHashMap<>();
    found.forEach(share -> at(share.server(), holdings).put(share.number(), share.first()));
    damaged.forEach(share -> at(share.server(), holdings).put(share.number(), share.first()));
    return holdings;
  }

  private static <T> Map<Integer, T> at(
      StorageServer server, Map<StorageServer, Map<Integer, T>> holdings) {
    return holdings.computeIfAbsent(server, none -> new TreeMap<>());
  }

  /** Returns whether {@code later} shows the same shares in the same versions. */
  public boolean sameAs(ShareMap later) {
    return holdings().equals(later.holdings());
  }

  /** Returns whether something of a newer version than the newest that can be read was seen. */
  boolean showsNewer() {
    return highestSequence() > requireBest().sequence();
  }

  /** The failure that no version can be read. */
  GridException unrecoverable() {
    Map<SignedPrefix, Integer> shares = new LinkedHashMap<>();
    versions().forEach(version -> shares.put(version, numbers(version).size()));
    return VersionLoss.of(shares, damaged.size(), answered.size(), silent);
  }
}
