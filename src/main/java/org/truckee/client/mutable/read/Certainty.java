package org.truckee.client.mutable.read;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.truckee.client.server.StorageServer;
import org.truckee.mutable.SignedPrefix;
import org.truckee.placement.Quorum;
import org.truckee.placement.Rivals;

/**
 * The judgement whether the newest version that can be read is the newest that is kept. It grows
 * through the tries of a change: a writer who saw a version kept knows more than is told by the
 * shares that others have left who came between. Event loop only.
 */
public final class Certainty {
  private final int happy;
  private final Map<SignedPrefix, Set<StorageServer>> own = new HashMap<>();
  private SignedPrefix kept;
  private ShareMap accepted;

  /** A judgement that begins with no knowledge; a new file needs {@code happy} servers. */
  public Certainty(int happy) {
    this.happy = happy;
  }

  /**
   * The quorum of the version after the newest readable one; or, if there is none, after those of
   * which there are too few shares.
   */
  public Quorum<StorageServer> quorum(ShareMap map) {
    Optional<SignedPrefix> best = map.best();
    return new Quorum<>(
        map.known(),
        map.answered(),
        best.map(map::holders).orElse(Map.of()),
        best.orElseGet(() -> map.versions().get(0)).total(),
        happy);
  }

  /** Returns whether the newest version that can be read is on servers enough for it to be kept. */
  public boolean isKept(ShareMap map) {
    Quorum<StorageServer> quorum = quorum(map);
    return quorum.shortage(quorum.before(), List.of()).isEmpty();
  }

  /** Remembers the newest version that can be read, if it is kept. */
  public void learn(ShareMap map) {
    if (map.best().isPresent() && isKept(map)) kept = map.requireBest();
  }

  /**
   * Takes what {@code map} shows for all that is left: every server has answered, and nobody has
   * changed anything for a while. If another version was kept, it can't be read any more.
   */
  public void accept(ShareMap map) {
    accepted = map;
  }

  /** Returns whether {@code map} shows what was taken for all that is left. */
  public boolean isAccepted(ShareMap map) {
    return accepted != null && accepted.sameAs(map);
  }

  /** Remembers that {@code version} is written, in the place of what is in {@code map}. */
  public void writes(SignedPrefix version, ShareMap map) {
    own.put(version, withoutRivals(map));
  }

  /**
   * The servers that have had nothing after the version that was kept but what was written here,
   * since each of those took the place of another such one.
   */
  private Set<StorageServer> withoutRivals(ShareMap map) {
    if (kept == null) return Set.of();
    Set<StorageServer> servers = new HashSet<>(map.answered());
    map.damaged().forEach(share -> servers.remove(share.server()));
    map.found().stream()
        .filter(share -> !isNoRival(share.version(), share.server()))
        .forEach(share -> servers.remove(share.server()));
    return servers;
  }

  private boolean isNoRival(SignedPrefix version, StorageServer server) {
    return version.equals(kept)
        || version.sequence() < kept.sequence()
        || own.getOrDefault(version, Set.of()).contains(server);
  }

  /**
   * The reason why a newer version than the newest readable one may be kept on servers that showed
   * too little of it; empty if that can't be.
   */
  public Optional<String> doubt(ShareMap map) {
    if (map.best().isEmpty() || isAccepted(map)) return Optional.empty();
    SignedPrefix best = map.requireBest();
    Quorum<StorageServer> quorum = quorum(map);
    return new Rivals<>(shown(map), SignedPrefix::sequence)
        .of(best, best.equals(kept)).stream()
            .map(quorum::doubt)
            .flatMap(Optional::stream)
            .findFirst();
  }

  /** The versions on the servers that may have had one which was written elsewhere. */
  private Map<StorageServer, Set<SignedPrefix>> shown(ShareMap map) {
    Set<StorageServer> without = withoutRivals(map);
    return map.found().stream()
        .filter(share -> !without.contains(share.server()))
        .collect(
            Collectors.groupingBy(
                FoundShare::server, Collectors.mapping(FoundShare::version, Collectors.toSet())));
  }

  /**
   * Returns {@code map}; fails with {@code UNHAPPY} and the {@code outcome} if a newer version than
   * the newest readable one may be kept on servers that showed too little of it.
   */
  public ShareMap require(ShareMap map, String outcome) {
    Optional<String> doubt = doubt(map);
    if (doubt.isPresent()) throw VersionLoss.uncertain(outcome, doubt.get(), map.silent());
    return map;
  }

  /**
   * Returns whether a version after the newest that can be read could be kept by the servers that
   * answered.
   */
  boolean mayReplaceBest(ShareMap map) {
    return doubt(map).isEmpty() && map.answered().size() >= quorum(map).enough();
  }
}
