package org.truckee.client.mutable.read;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.truckee.GridException;
import org.truckee.cap.MutableReadCap;
import org.truckee.cap.MutableVerifyCap;
import org.truckee.cap.MutableWriteCap;
import org.truckee.client.ask.AskPolicy;
import org.truckee.client.ask.NotedCalls;
import org.truckee.client.ask.Timers;
import org.truckee.client.pool.MemoryBudget;
import org.truckee.client.server.ServerSecrets;
import org.truckee.client.server.StorageServer;
import org.truckee.client.server.StorageServers;
import org.truckee.client.timeline.Timeline;
import org.truckee.client.timeline.Timelines;
import org.truckee.crypto.StorageIndex;
import org.truckee.mutable.FileKeyPair;
import org.truckee.mutable.SignedPrefix;
import org.truckee.placement.EncodingParameters;
import org.truckee.worker.Codec;

/**
 * What all mutable files of a gateway share: the servers, the newest versions that were seen, and
 * the keys that were fetched. Event loop only.
 */
public final class Grid {
  private static final int MAX_KEYS = 256;

  public final Vertx vertx;
  public final Codec codec;
  public final MemoryBudget memory;
  public final Timelines timelines;
  public final StorageServers servers;
  public final EncodingParameters encoding;
  public final ServerSecrets secrets;
  public final SecureRandom random;
  public final SeenVersions seen = new SeenVersions();

  /** Key pairs that were fetched and checked, the latest used last. */
  private final Map<MutableWriteCap, FileKeyPair> keys =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<MutableWriteCap, FileKeyPair> eldest) {
          return size() > MAX_KEYS;
        }
      };

  public Grid(
      Vertx vertx,
      Codec codec,
      MemoryBudget memory,
      Timelines timelines,
      StorageServers servers,
      EncodingParameters encoding,
      ServerSecrets secrets,
      SecureRandom random) {
    this.vertx = vertx;
    this.codec = codec;
    this.memory = memory;
    this.timelines = timelines;
    this.servers = servers;
    this.encoding = encoding;
    this.secrets = secrets;
    this.random = random;
  }

  /** Asks servers what shares of a file they have. */
  public Future<ShareMap> survey(MutableVerifyCap cap, SurveyReach reach) {
    return survey(cap, reach, servers.permuted(cap.storageIndex()));
  }

  private Future<ShareMap> survey(
      MutableVerifyCap cap, SurveyReach reach, List<StorageServer> asked) {
    StorageIndex storageIndex = cap.storageIndex();
    Timeline timeline = timelines.begin(reach.kind(), storageIndex, 0);
    NotedCalls calls = new NotedCalls(timeline);
    ShareMap map = new ShareMap(asked, seen.now());
    AskPolicy policy = AskPolicy.steady(Timers.of(vertx), servers.patience().dawdleMillis());
    return new Survey(
            policy,
            new SurveyGoal(reach, encoding, seen.newest(storageIndex)),
            asked,
            new HeadReader(codec, cap, encoding.total(), map, calls))
        .run()
        .onComplete(end -> timeline.finish(end.cause()));
  }

  /**
   * Asks all servers. Those that let the others wait are asked again, with all patience, before a
   * share counts as missing.
   */
  public Future<ShareMap> census(MutableVerifyCap cap) {
    return survey(cap, SurveyReach.EVERYONE)
        .compose(map -> map.isWhole() ? Future.succeededFuture(map) : askTheSilent(cap, map));
  }

  private Future<ShareMap> askTheSilent(MutableVerifyCap cap, ShareMap map) {
    List<Future<StorageServer>> polled =
        map.silent().keySet().stream().map(server -> server.proved().map(server)).toList();
    return Future.join(polled)
        .transform(
            all -> {
              List<StorageServer> there =
                  polled.stream().filter(Future::succeeded).map(Future::result).toList();
              return there.isEmpty()
                  ? Future.succeededFuture(map)
                  : survey(cap, SurveyReach.EVERYONE_PATIENTLY, there).map(map::and);
            });
  }

  /** What is known of a file that nobody else has heard of. */
  public ShareMap nothing(MutableWriteCap cap) {
    return new ShareMap(servers.permuted(cap.toReadCap().toVerifyCap().storageIndex()), seen.now());
  }

  /**
   * The newest version that {@code map} shows and that can be read; {@code UNRECOVERABLE} if a
   * newer one was seen that may be kept, {@code CORRUPT} if this gateway knows a newer one.
   */
  public MutableVersion open(MutableReadCap cap, ShareMap map) {
    SignedPrefix best = map.requireBest();
    if (map.mayBeOutdated(encoding.happy())) throw map.outdated();
    requireNewest(cap, best, map);
    seen.note(cap.toVerifyCap().storageIndex(), best.sequence());
    return new MutableVersion(
        vertx, memory, best, best.size() == 0 ? null : download(cap, best, map));
  }

  /**
   * {@code CORRUPT} if {@code found} is older than what was seen before {@code map} was asked. A
   * writer that died on its way leaves a version that could be read for a while and never was kept:
   * its remains on the servers tell it from servers that have gone back in time.
   */
  public void requireNewest(MutableReadCap cap, SignedPrefix found, ShareMap map) {
    StorageIndex storageIndex = cap.toVerifyCap().storageIndex();
    if (!seen.isOlder(storageIndex, found.sequence(), map.asked())) return;
    if (map.showsNewer()) return;
    throw new GridException(
        GridException.Kind.CORRUPT,
        "the file is older than it was seen before: version %d is found and version %d was there"
            .formatted(found.sequence(), seen.newest(storageIndex)),
        "servers have gone back in time, or those that have the newer one are away");
  }

  /** Reads {@code version}, which is not empty. */
  public MutableDownload download(MutableReadCap cap, SignedPrefix version, ShareMap map) {
    StorageIndex storageIndex = cap.toVerifyCap().storageIndex();
    return new MutableDownload(this, storageIndex, cap.readKey(), version, map.sharesOf(version));
  }

  /** What reads the shares of {@code caps}'s file to their ends. */
  public Verification verification(MutableCaps caps) {
    return new Verification(codec, memory, caps.verify().storageIndex(), caps.write());
  }

  /** Remembers the key pair of a file that was made here. */
  public void remember(MutableWriteCap cap, FileKeyPair pair) {
    keys.put(cap, pair);
  }

  /** The key pair of the file, from any of its shares. */
  public Future<FileKeyPair> keys(MutableWriteCap cap, ShareMap map) {
    FileKeyPair known = keys.get(cap);
    if (known != null) return Future.succeededFuture(known);
    if (map.found().isEmpty()) return Future.failedFuture(map.unrecoverable());
    StorageIndex storageIndex = cap.toReadCap().toVerifyCap().storageIndex();
    List<ReadableShare> shares =
        map.found().stream().map(share -> new ReadableShare(codec, storageIndex, share)).toList();
    return fetchKeys(cap, shares, 0).onSuccess(pair -> remember(cap, pair));
  }

  private Future<FileKeyPair> fetchKeys(MutableWriteCap cap, List<ReadableShare> shares, int next) {
    ReadableShare share = shares.get(next);
    return share
        .privateKey()
        .compose(encrypted -> codec.run(() -> FileKeyPair.decrypt(encrypted, cap)))
        .recover(
            failure -> {
              if (GridException.is(failure, GridException.Kind.CORRUPT))
                share.report(failure.getMessage());
              return next + 1 < shares.size()
                  ? fetchKeys(cap, shares, next + 1)
                  : Future.failedFuture(failure);
            });
  }
}
