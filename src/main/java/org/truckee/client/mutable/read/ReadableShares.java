package org.truckee.client.mutable.read;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.Subject;
import org.truckee.client.ask.Losses;
import org.truckee.client.server.StorageServer;
import org.truckee.crypto.StorageIndex;
import org.truckee.mutable.SignedPrefix;
import org.truckee.mutable.SignedVersion;

/**
 * The shares by which one version of a mutable file is read, which become fewer as some fail. Event
 * loop only.
 */
public final class ReadableShares {
  private static final Logger LOG = LoggerFactory.getLogger(ReadableShares.class);

  private final StorageIndex storageIndex;
  private final SignedPrefix version;
  private final Set<ReadableShare> shares;
  private final Losses losses = new Losses();

  /** The shares {@code found} of {@code version}. */
  ReadableShares(StorageIndex storageIndex, SignedPrefix version, Collection<ReadableShare> found) {
    this.storageIndex = storageIndex;
    this.version = version;
    this.shares = new LinkedHashSet<>(found);
  }

  /** The address of all of them. */
  StorageIndex storageIndex() {
    return storageIndex;
  }

  /** The copy of share {@code number} on {@code server}, if it is one of them. */
  public Optional<ReadableShare> at(StorageServer server, int number) {
    return shares.stream()
        .filter(share -> share.number() == number && share.server().equals(server))
        .findFirst();
  }

  /** The version that all of them belong to. */
  public SignedPrefix version() {
    return version;
  }

  /**
   * The seal that most of them hold; the reason of {@link #hopeless} if none can be read. Only a
   * writer of the file can tell a wrong private key in it.
   */
  public Future<SignedVersion.Seal> seal() {
    List<Future<SignedVersion.Seal>> seals = shares.stream().map(ReadableShare::seal).toList();
    return Future.join(seals)
        .transform(
            all ->
                mostFrequent(seals.stream().filter(Future::succeeded).map(Future::result).toList())
                    .map(Future::succeededFuture)
                    .orElseGet(() -> Future.failedFuture(hopeless())));
  }

  private static Optional<SignedVersion.Seal> mostFrequent(List<SignedVersion.Seal> seals) {
    return seals.stream().max(Comparator.comparing(seal -> Collections.frequency(seals, seal)));
  }

  /** The next one to read, of which no other copy is {@code used}; suspected servers come last. */
  Optional<ReadableShare> another(Collection<ReadableShare> used) {
    Set<Integer> numbers = used.stream().map(ReadableShare::number).collect(Collectors.toSet());
    return shares.stream()
        .filter(share -> !numbers.contains(share.number()))
        .min(Comparator.comparing(share -> share.server().suspected()));
  }

  /** Drops {@code share}. */
  void drop(ReadableShare share, Throwable failure) {
    if (!shares.remove(share)) return;
    losses.add(share.server(), share.number(), failure);
    LOG.warn(
        "share {} of {} on server {} is of no use: {}",
        share.number(),
        storageIndex,
        share.server().name(),
        FailureText.sentence(failure));
  }

  /** Reads {@code share} last from now on. */
  void defer(ReadableShare share) {
    if (shares.remove(share)) shares.add(share);
  }

  /** The failure when no other share is left. */
  GridException hopeless() {
    if (losses.any(GridException.Kind.CONFLICT)) {
      return new GridException(
          GridException.Kind.CONFLICT, "the file was changed while it was read", "read it again");
    }
    String few =
        "version %d of the file: %d good shares are left, %d are needed"
            .formatted(version.sequence(), shares.size(), version.needed());
    List<String> reasons =
        new ArrayList<>(losses.all().stream().flatMap(ReadableShares::tell).toList());
    if (reasons.isEmpty()) reasons.add(few);
    else reasons.set(0, few + ": " + reasons.get(0));
    boolean late = shares.size() + losses.lateServers() >= version.needed();
    GridException.Kind kind =
        late ? GridException.Kind.UNREACHABLE : GridException.Kind.UNRECOVERABLE;
    return new GridException(kind, Subject.NONE, reasons, null);
  }

  private static Stream<String> tell(Losses.Loss loss) {
    String share = "share %d on %s".formatted(loss.share(), loss.server().name());
    return FailureText.clauses(share, loss.failure()).stream();
  }
}
