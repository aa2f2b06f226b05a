package org.truckee.client.mutable;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.GridException;
import org.truckee.bytes.Secret;
import org.truckee.client.pool.FairPool;
import org.truckee.mutable.FileKeyPair;
import org.truckee.platform.BlockingWork;
import org.truckee.platform.ContextBound;
import org.truckee.platform.Timers;

/**
 * Key pairs for mutable files that are yet to come: making one takes a tenth of a second or more,
 * so some are made ahead, on a thread of their own that rests most of the time, and are kept on
 * disk. A few at a time are taken from there, durably, before the first of them is given away.
 * Where none is left, clients get theirs in turns, and wait for no longer than a minute.
 * Thread-safe.
 */
public final class KeyPool {
  private static final Logger LOG = LoggerFactory.getLogger(KeyPool.class);
  private static final long WAIT_MILLIS = TimeUnit.MINUTES.toMillis(1);

  /** So many are made without a rest. */
  private static final int SOON = 4;

  /** The rest after a key pair beyond those, as a multiple of the time that it took. */
  private static final int REST = 4;

  /** The most key pairs in memory, which are lost when the process ends. */
  private static final int AT_HAND = 8;

  private final BlockingWork maker;
  private final BlockingWork disk;
  private final Timers timers;
  private final KeptKeys kept;
  private final int size;
  private final SecureRandom random;
  private final Queue<FileKeyPair> atHand = new ConcurrentLinkedQueue<>();
  private final Set<Promise<FileKeyPair>> waiting = ConcurrentHashMap.newKeySet();
  private final FairPool turns = new FairPool("key pair for a new mutable file", 1, WAIT_MILLIS);
  private Future<Void> fetching = Future.succeededFuture();
  private volatile boolean resting;
  private Runnable stopRest = () -> {};
  private volatile boolean closed;

  /**
   * A pool of {@code size} key pairs in {@code directory}, which is made if it is not there; what
   * follows from {@code secret} seals them.
   */
  public KeyPool(Vertx vertx, Path directory, Secret secret, int size, SecureRandom random) {
    this.maker = BlockingWork.onThreads(vertx, "truckee-keys", 1);
    this.disk = BlockingWork.onThreads(vertx, "truckee-key-files", 1);
    this.timers = Timers.of(vertx);
    this.kept = new KeptKeys(directory, secret, random);
    this.size = size;
    this.random = random;
  }

  /** Finds what is left of earlier times, and begins to make what is missing. */
  public Future<Void> open() {
    return disk.run(kept::open).onSuccess(found -> makeMore());
  }

  /**
   * A key pair that nobody else ever gets; one that is made for the current client, if there is
   * none left. {@code BUSY} if that one's turn does not come.
   */
  public Future<FileKeyPair> take() {
    if (closed) return Future.failedFuture(stopping());
    FileKeyPair next = atHand.poll();
    Future<FileKeyPair> taken = next == null ? fetched() : Future.succeededFuture(next);
    if (atHand.size() < AT_HAND / 2) fetch();
    return taken.onComplete(done -> makeMore());
  }

  private Future<FileKeyPair> fetched() {
    if (closed) return Future.failedFuture(stopping());
    return kept.count() == 0 && fetching().isComplete()
        ? made()
        : ContextBound.of(fetch()).compose(fetched -> next());
  }

  private Future<FileKeyPair> next() {
    FileKeyPair next = atHand.poll();
    return next == null ? fetched() : Future.succeededFuture(next);
  }

  private synchronized Future<Void> fetching() {
    return fetching;
  }

  /** Takes some from the disk, unless that is under way; a disk that fails has none. */
  private synchronized Future<Void> fetch() {
    if (fetching.isComplete() && kept.count() > 0 && !closed)
      fetching =
          disk.ask(() -> kept.take(AT_HAND - atHand.size()))
              .onSuccess(atHand::addAll)
              .onFailure(broken -> LOG.warn("no key pair can be fetched: {}", broken.toString()))
              .<Void>mapEmpty()
              .otherwiseEmpty();
    return fetching;
  }

  /** Ends when the pool is closed, whatever the maker is at. */
  private Future<FileKeyPair> made() {
    if (closed) return Future.failedFuture(stopping());
    Promise<FileKeyPair> promise = ContextBound.promise();
    waiting.add(promise);
    turns
        .holding(1, this::generate)
        .onComplete(
            made -> {
              waiting.remove(promise);
              if (made.succeeded()) promise.tryComplete(made.result());
              else promise.tryFail(made.cause());
            });
    return promise.future();
  }

  private Future<FileKeyPair> generate() {
    return closed ? Future.failedFuture(stopping()) : maker.ask(() -> FileKeyPair.generate(random));
  }

  private static GridException stopping() {
    return new GridException(GridException.Kind.BUSY, "the node is stopping");
  }

  /** The number of key pairs that lie ready. */
  public int ready() {
    return kept.count() + atHand.size();
  }

  /** Makes no more, once what is under way is done; what lies ready stays. */
  public Future<Void> close() {
    if (closed) return Future.succeededFuture();
    closed = true;
    List.copyOf(waiting).forEach(promise -> promise.tryFail(stopping()));
    waiting.clear();
    return maker.close().eventually(disk::close);
  }

  /** Makes one ahead when nobody waits for one, and the latest is long enough ago. */
  private void makeMore() {
    int ready = ready();
    if (closed || ready >= size || (resting && ready >= SOON)) return;
    turns.tryAcquire(1).ifPresent(this::makeOneAhead);
  }

  private void makeOneAhead(FairPool.Grant grant) {
    long begun = timers.nanos();
    generate()
        .compose(keys -> disk.run(() -> kept.add(keys)))
        .onComplete(kept -> grant.release())
        .onSuccess(added -> rest(timers.millisSince(begun)))
        .onFailure(
            broken -> {
              if (!closed) LOG.warn("a key pair can't be kept: {}", broken.toString());
            });
  }

  private void rest(long taken) {
    beginRest(1 + REST * taken);
    makeMore();
  }

  private synchronized void beginRest(long millis) {
    stopRest.run();
    resting = true;
    stopRest = timers.in(millis, this::endRest);
  }

  private void endRest() {
    resting = false;
    makeMore();
  }
}
