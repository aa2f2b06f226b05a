package org.truckee.client.mutable.read;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.truckee.GridException;
import org.truckee.cap.MutableReadCap;
import org.truckee.cap.MutableVerifyCap;
import org.truckee.cap.MutableWriteCap;
import org.truckee.client.ask.AskPolicy;
import org.truckee.client.ask.NotedCalls;
import org.truckee.client.context.ClientContext;
import org.truckee.client.pool.SharedQuestions;
import org.truckee.client.server.StorageServer;
import org.truckee.client.timeline.Timeline;
import org.truckee.crypto.StorageIndex;
import org.truckee.mutable.SignedPrefix;

/**
 * The common surroundings of a gateway's mutable files: the servers, the newest versions that were
 * seen, and the keys that were fetched. Thread-safe.
 */
public final class MutableContext {
  private final ClientContext client;
  private final SeenVersions seen = new SeenVersions();
  private final SeenVersions tried = new SeenVersions();
  private final KnownKeys keys;
  private final KnownHeads heads;
  private final SharedQuestions<MutableVerifyCap, ShareMap> reading;
  private volatile Consumer<MutableWriteCap> thin = nobodyAsked -> {};

  /** A context in the surroundings of {@code client}, in which nothing was seen yet. */
  public MutableContext(ClientContext client) {
    this.client = client;
    this.keys = new KnownKeys(client);
    this.heads = new KnownHeads(client.codec());
    this.reading = new SharedQuestions<>(client.timers());
  }

  /** The surroundings of all transfers. */
  public ClientContext client() {
    return client;
  }

  /** Has {@code listener} told of files that are written to fewer servers than there are. */
  public void tellOfThin(Consumer<MutableWriteCap> listener) {
    thin = listener;
  }

  /**
   * Notes that {@code file} has been written, and that {@code placed} tells where its shares are.
   */
  public void noteIfThin(MutableWriteCap file, Map<StorageServer, Set<Integer>> placed, int total) {
    if (placed.size() < Math.min(total, client.servers().all().size())) thin.accept(file);
  }

  /** The newest versions that were seen. */
  public SeenVersions seen() {
    return seen;
  }

  /**
   * The newest versions that were sent to servers here, kept or not. Parts of one that was not kept
   * may lie on servers that are away; its number is not given to another one.
   */
  public SeenVersions tried() {
    return tried;
  }

  /** A judgement of what is kept, which knows nothing yet. */
  public Certainty certainty() {
    return new Certainty(client.encoding().happy());
  }

  /** The keys that were made or fetched. */
  public KnownKeys keys() {
    return keys;
  }

  /**
   * Asks servers for the shares of a file's newest version, together with equal requests of the
   * same moment.
   */
  public Future<ShareMap> newest(MutableVerifyCap cap) {
    return reading.ask(cap, () -> find(cap, SurveyReach.READING));
  }

  /** The shares that are found in {@code reach}, or anywhere if there are too few. */
  public Future<ShareMap> find(MutableVerifyCap cap, SurveyReach reach) {
    return survey(cap, reach)
        .compose(
            map ->
                map.best().isPresent()
                    ? Future.succeededFuture(map)
                    : survey(cap, SurveyReach.EVERYONE));
  }

  /** Asks servers for the shares of a file. */
  public Future<ShareMap> survey(MutableVerifyCap cap, SurveyReach reach) {
    return survey(cap, reach, client.servers().permuted(cap.storageIndex()));
  }

  private Future<ShareMap> survey(
      MutableVerifyCap cap, SurveyReach reach, List<StorageServer> asked) {
    StorageIndex storageIndex = cap.storageIndex();
    Timeline timeline = client.timelines().begin(reach.kind(), storageIndex, 0);
    NotedCalls calls = new NotedCalls(timeline);
    ShareMap map = new ShareMap(asked, seen.now());
    AskPolicy policy = AskPolicy.steady(client.timers(), client.patience().dawdleMillis());
    return new Survey(
            policy,
            new SurveyGoal(reach, client.encoding(), seen.newest(storageIndex)),
            asked,
            heads(cap, reach, map, calls))
        .run()
        .onComplete(end -> timeline.finish(end.cause()));
  }

  private HeadReader heads(
      MutableVerifyCap cap, SurveyReach reach, ShareMap map, NotedCalls calls) {
    int first =
        reach == SurveyReach.READING ? heads.size(cap.storageIndex()) : KnownHeads.FIRST_BYTES;
    return new HeadReader(cap, client.encoding().total(), map, calls, heads, first);
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

  /** The map of a file that nobody else has heard of. */
  public ShareMap nothing(MutableWriteCap cap) {
    return new ShareMap(
        client.servers().permuted(cap.toReadCap().toVerifyCap().storageIndex()), seen.now());
  }

  /**
   * The newest version that {@code map} shows and that can be read; {@code UNRECOVERABLE} if a
   * newer one was seen and may be kept, as {@code certainty} judges, {@code CORRUPT} if this
   * gateway knows a newer one.
   */
  public MutableVersion open(MutableReadCap cap, ShareMap map, Certainty certainty) {
    SignedPrefix best = map.requireBest();
    boolean certain = certainty.doubt(map).isEmpty();
    if (map.showsNewer() && !certain) throw VersionLoss.outdated(map.unrecoverable());
    requireNewest(cap, best, map);
    seen.note(cap.toVerifyCap().storageIndex(), best.sequence());
    return new MutableVersion(
        client, best, best.size() == 0 ? null : download(cap, best, map), certain);
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
    return new MutableDownload(client, cap.readKey(), shares(cap.toVerifyCap(), version, map));
  }

  /** The shares of {@code version} among those of {@code map}. */
  public ReadableShares shares(MutableVerifyCap cap, SignedPrefix version, ShareMap map) {
    StorageIndex storageIndex = cap.storageIndex();
    return new ReadableShares(
        storageIndex,
        version,
        map.sharesOf(version).stream()
            .map(share -> new ReadableShare(client, storageIndex, share))
            .toList());
  }

  /**
   * A verification of the shares of {@code file}, with their blocks or without; with {@code write},
   * also of the keys in them.
   */
  public Verification verification(
      MutableVerifyCap file, Optional<MutableWriteCap> write, boolean blocks) {
    return new Verification(client, file.storageIndex(), write, blocks);
  }
}
