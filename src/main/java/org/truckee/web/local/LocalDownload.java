package org.truckee.web.local;

import io.vertx.core.Future;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.truckee.cap.Capability;
import org.truckee.client.Gateway;
import org.truckee.client.directory.Directory;
import org.truckee.client.flow.GridFile;
import org.truckee.client.pool.SequentialSteps;
import org.truckee.dirnode.Child;
import org.truckee.web.failure.DiskTrouble;
import org.truckee.web.failure.Unreadable;
import org.truckee.web.http.ClientPresence;

/**
 * Writes a file, or everything below a directory, to this machine's disk, one file after the other,
 * for as long as its reader waits. Works once, on one event loop.
 */
final class LocalDownload {
  private final LocalDisk disk;
  private final Gateway gateway;
  private final HttpServerResponse reader;
  private final Set<String> above = new HashSet<>();
  private final Unreadable unreadable = new Unreadable();
  private final Deque<String> way = new ArrayDeque<>();

  LocalDownload(LocalDisk disk, Gateway gateway, HttpServerResponse reader) {
    this.disk = disk;
    this.gateway = gateway;
    this.reader = reader;
  }

  /** Writes the file that {@code cap} reads to {@code target}. */
  Future<Void> file(Capability cap, Path target) {
    return gateway.open(cap).compose(file -> write(file, target));
  }

  /**
   * Writes a file under another name first, a short and unique one: the file is there whole or not
   * at all, and no link is followed.
   */
  private Future<Void> write(GridFile file, Path target) {
    Path part = target.resolveSibling(".truckee-" + UUID.randomUUID());
    return disk.files()
        .open(part.toString(), newFile())
        .compose(open -> fill(open, file))
        .compose(written -> disk.work().run(() -> move(part, target)))
        .eventually(() -> disk.work().ask(() -> Files.deleteIfExists(part)))
        .recover(DiskTrouble::tell);
  }

  private static OpenOptions newFile() {
    return new OpenOptions().setCreateNew(true).setRead(false);
  }

  private static Future<Void> fill(AsyncFile open, GridFile file) {
    if (file.size() == 0) return open.close();
    return file.read(0, file.size())
        .compose(contents -> contents.pipe().to(open))
        .recover(failure -> open.close().transform(closed -> Future.failedFuture(failure)));
  }

  private static void move(Path part, Path target) throws IOException {
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Writes everything below {@code directory} below {@code target}. A cycle of directories is
   * followed once. A thing that can't be read or written is left out, and named in the failure that
   * comes when all the rest is there.
   */
  Future<Void> directory(Directory directory, Path target) {
    return below(directory, target)
        .map(
            all -> {
              unreadable.check("all else was downloaded");
              return null;
            });
  }

  private Future<Void> below(Directory directory, Path target) {
    String self = directory.capability().toUri();
    if (!above.add(self)) return Future.succeededFuture();
    return disk.work()
        .run(() -> makeFolder(target))
        .compose(
            made ->
                directory
                    .list()
                    .forEachPage(
                        page -> SequentialSteps.forEach(page, child -> child(child, target))))
        .onComplete(done -> above.remove(self));
  }

  private static void makeFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) Files.createDirectory(folder);
  }

  private Future<Void> child(Child child, Path folder) {
    return ClientPresence.by(reader)
        .compose(
            awaited -> {
              way.addLast(child.name());
              return Future.succeededFuture()
                  .compose(begun -> write(child, LocalFolders.child(folder, child.name())))
                  .recover(this::leaveOut)
                  .onComplete(done -> way.removeLast());
            });
  }

  /** Leaves a failed thing out, unless the reader has gone away. */
  private Future<Void> leaveOut(Throwable failure) {
    return ClientPresence.by(reader)
        .onSuccess(awaited -> unreadable.add(List.copyOf(way), failure))
        .mapEmpty();
  }

  private Future<Void> write(Child child, Path target) {
    return switch (child.target().kind()) {
      case FILE -> file(child.target().strongest().orElseThrow(), target);
      case DIRECTORY ->
          below(gateway.directories().open(child.target().strongest().orElseThrow()), target);
      case UNKNOWN ->
          child.isLost() ? Future.failedFuture(child.failure()) : Future.succeededFuture();
    };
  }
}
