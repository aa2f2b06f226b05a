package org.truckee.client.mutable;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.client.pool.ContextBound;
import org.truckee.client.pool.FairPool;
import org.truckee.mutable.FileKeyPair;
import org.truckee.platform.BlockingWork;

/**
 * Key pairs for mutable files that are yet to come: making one takes a tenth of a second or more,
 * so a few are made ahead, on a thread of their own, and kept in a directory that only this user
 * may read. A key pair leaves the disk, durably, before it is given away: whatever happens, it
 * never serves two files. Where none is left, clients get theirs in turns, and wait for no longer
 * than a minute. Thread-safe.
 */
public final class KeyPool {
  private static final Logger LOG = LoggerFactory.getLogger(KeyPool.class);
  private static final long WAIT_MILLIS = TimeUnit.MINUTES.toMillis(1);
  private static final String SUFFIX = ".pkcs8.der";

  /** On one thread, and so in an order. */
  private final BlockingWork worker;

  private final Path directory;
  private final int size;
  private final SecureRandom random;
  private final Queue<Path> ready = new ConcurrentLinkedQueue<>();
  private final Set<Promise<FileKeyPair>> waiting = ConcurrentHashMap.newKeySet();
  private final FairPool maker = new FairPool("key pair for a new mutable file", 1, WAIT_MILLIS);
  private volatile boolean closed;

  /** A pool of {@code size} key pairs in {@code directory}, which is made if it is not there. */
  public KeyPool(Vertx vertx, Path directory, int size, SecureRandom random) {
    this.worker = BlockingWork.onThreads(vertx, "truckee-keys", 1);
    this.directory = directory;
    this.size = size;
    this.random = random;
  }

  /** Finds what is left of earlier times, and begins to make what is missing. */
  public Future<Void> open() {
    return onItsThread(this::find)
        .onSuccess(ready::addAll)
        .onSuccess(found -> makeMore())
        .mapEmpty();
  }

  /**
   * A key pair that nobody else ever gets; one that is made for the current client, if there is
   * none left. {@code BUSY} if that one's turn does not come.
   */
  public Future<FileKeyPair> take() {
    Path next = closed ? null : ready.poll();
    return (next == null ? made() : removed(next)).onComplete(done -> makeMore());
  }

  /** Ends when the pool is closed, whatever the maker is at. */
  private Future<FileKeyPair> made() {
    if (closed) return Future.failedFuture(stopping());
    Promise<FileKeyPair> promise = ContextBound.promise();
    waiting.add(promise);
    maker
        .holding(1, this::generate)
        .onComplete(
            made -> {
              waiting.remove(promise);
              if (made.succeeded()) promise.tryComplete(made.result());
              else promise.tryFail(made.cause());
            });
    return promise.future();
  }

  private Future<FileKeyPair> removed(Path next) {
    return onItsThread(() -> remove(next))
        .recover(
            failure -> {
              LOG.warn("a key pair that was made ahead is of no use: {}", failure.toString());
              return take();
            });
  }

  private Future<FileKeyPair> generate() {
    return onItsThread(() -> FileKeyPair.generate(random));
  }

  /** The result of {@code step}, after all earlier steps. */
  private <T> Future<T> onItsThread(Callable<T> step) {
    return closed ? Future.failedFuture(stopping()) : worker.ask(step);
  }

  private static GridException stopping() {
    return new GridException(GridException.Kind.BUSY, "the node is stopping");
  }

  /** The number of key pairs that lie ready. */
  public int ready() {
    return ready.size();
  }

  /** Makes no more, once what is under way is done; what lies ready stays. */
  public Future<Void> close() {
    if (closed) return Future.succeededFuture();
    closed = true;
    List.copyOf(waiting).forEach(promise -> promise.tryFail(stopping()));
    waiting.clear();
    return worker.close();
  }

  /** Makes one ahead when nobody waits for one. */
  private void makeMore() {
    if (closed || ready.size() >= size) return;
    maker.tryAcquire(1).ifPresent(this::makeOneAhead);
  }

  private void makeOneAhead(FairPool.Grant grant) {
    generate()
        .compose(keys -> onItsThread(() -> keep(keys)))
        .onComplete(
            kept -> {
              grant.release();
              if (kept.succeeded()) addReady(kept.result());
              else if (!closed) LOG.warn("a key pair can't be kept: {}", kept.cause().toString());
            });
  }

  private void addReady(Path kept) {
    ready.add(kept);
    makeMore();
  }

  private List<Path> find() throws IOException {
    if (!Files.exists(directory)) {
      Files.createDirectory(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        if (file.toString().endsWith(SUFFIX)) found.add(file);
        else Files.delete(file); // half a key pair, from a process that died
      }
    }
    return found;
  }

  private Path keep(FileKeyPair keys) throws IOException {
    byte[] name = new byte[8];
    random.nextBytes(name);
    Path file = directory.resolve(HexFormat.of().formatHex(name) + SUFFIX);
    Path unfinished = directory.resolve(file.getFileName() + ".new");
    Files.createFile(
        unfinished,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (FileChannel out = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
      for (ByteBuffer rest = keys.pkcs8().bytes().asByteBuffer(); rest.hasRemaining(); )
        out.write(rest);
      out.force(true);
    }
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    return file;
  }

  private FileKeyPair remove(Path file) throws IOException {
    Secret pkcs8 = new Secret(Bytes.wrap(Files.readAllBytes(file)));
    Files.delete(file);
    try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
      entries.force(true);
    }
    return FileKeyPair.ofPkcs8(pkcs8);
  }
}
