package org.truckee.web.local;

import io.vertx.core.Future;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.client.Gateway;
import org.truckee.client.KeySource;
import org.truckee.client.directory.Directory;
import org.truckee.client.pool.SequentialSteps;
import org.truckee.dirnode.ChildName;
import org.truckee.dirnode.ChildTarget;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.Overwrite;
import org.truckee.web.failure.DiskTrouble;
import org.truckee.web.failure.Unreadable;
import org.truckee.web.http.ClientPresence;

/**
 * Stores a file, or everything in a folder, of this machine's disk, one file after the other, for
 * as long as its reader waits. Works once, on one event loop.
 */
final class LocalUpload {
  private final LocalDisk disk;
  private final Gateway gateway;
  private final HttpServerResponse reader;
  private final Unreadable unreadable = new Unreadable();
  private final Deque<String> way = new ArrayDeque<>();

  LocalUpload(LocalDisk disk, Gateway gateway, HttpServerResponse reader) {
    this.disk = disk;
    this.gateway = gateway;
    this.reader = reader;
  }

  /** Stores {@code source}. */
  Future<Capability> file(Path source) {
    return disk.work()
        .ask(() -> size(source))
        .compose(
            size ->
                disk.files()
                    .open(source.toString(), new OpenOptions().setWrite(false).setCreate(false))
                    .recover(DiskTrouble::tell)
                    .compose(open -> put(open, size)));
  }

  private static long size(Path source) throws IOException {
    if (Files.isRegularFile(source, LinkOption.NOFOLLOW_LINKS)) return Files.size(source);
    throw new GridException(GridException.Kind.NOT_FOUND, "localfile= is no file");
  }

  private Future<Capability> put(AsyncFile open, long size) {
    return gateway
        .put(open.pause(), OptionalLong.of(size), KeySource.CONVERGENT, "")
        .eventually(open::close)
        .map(result -> result.cap());
  }

  /**
   * Stores the contents of {@code folder} as children of {@code directory}. A thing that can't be
   * read or named is left out, and named in the failure that comes when all the rest is there.
   */
  Future<Void> folder(Path folder, Directory directory) {
    return below(folder, directory)
        .map(
            all -> {
              unreadable.check("all else was uploaded");
              return null;
            });
  }

  private Future<Void> below(Path folder, Directory directory) {
    List<Edit> links = new ArrayList<>();
    Map<String, Path> names = new HashMap<>();
    return disk.work()
        .ask(() -> entries(folder))
        .compose(
            entries ->
                SequentialSteps.forEach(entries, entry -> entry(entry, names, directory, links)))
        .compose(
            all -> links.isEmpty() ? Future.succeededFuture() : directory.edit(links).mapEmpty());
  }

  private static List<Path> entries(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS))
      throw new GridException(GridException.Kind.NOT_FOUND, "localdir= is no directory");
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    }
  }

  private Future<Void> entry(
      Path entry, Map<String, Path> names, Directory directory, List<Edit> links) {
    return ClientPresence.by(reader)
        .compose(
            awaited -> {
              way.addLast(entry.getFileName().toString());
              return Future.succeededFuture()
                  .compose(begun -> store(entry, named(entry, names), directory, links))
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

  /** The name of {@code entry} in its directory, which no other entry of the folder has there. */
  private static String named(Path entry, Map<String, Path> names) {
    String name = entry.getFileName().toString();
    if (!entry.resolveSibling(name).equals(entry))
      throw new GridException(GridException.Kind.BAD_REQUEST, "its name is no text");
    Path other = names.putIfAbsent(ChildName.normalise(name), entry);
    if (other == null) return name;
    throw new GridException(
        GridException.Kind.CONFLICT,
        "its name is the same in a directory as that of " + other.getFileName());
  }

  /**
   * Returns whether an entry is stored: symbolic links, and things that are neither file nor
   * folder, stay behind.
   */
  private Future<Void> store(Path entry, String name, Directory directory, List<Edit> links) {
    if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS))
      return gateway
          .directories()
          .make(directory, List.of(name), Optional.empty())
          .compose(made -> below(entry, made));
    if (!Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) return Future.succeededFuture();
    return file(entry)
        .onSuccess(
            cap ->
                links.add(
                    new Edit.Put(name, ChildTarget.of(cap), Optional.empty(), Overwrite.ALWAYS)))
        .mapEmpty();
  }
}
