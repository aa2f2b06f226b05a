package org.truckee.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.client.Gateway;
import org.truckee.client.directory.Directory;
import org.truckee.client.flow.InOrder;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.Overwrite;
import org.truckee.dirnode.Target;

/**
 * Stores a file, or everything in a folder, of this machine's disk, one file after the other, for
 * as long as somebody waits for it. Works once, on one event loop.
 */
final class LocalUpload {
  private final Vertx vertx;
  private final Gateway gateway;
  private final HttpServerResponse reader;

  LocalUpload(Vertx vertx, Gateway gateway, HttpServerResponse reader) {
    this.vertx = vertx;
    this.gateway = gateway;
    this.reader = reader;
  }

  /** Stores {@code source}. */
  Future<Capability> file(Path source) {
    return vertx
        .executeBlocking(() -> size(source))
        .compose(
            size ->
                vertx
                    .fileSystem()
                    .open(source.toString(), new OpenOptions().setWrite(false).setCreate(false))
                    .compose(open -> put(open, size)));
  }

  private static long size(Path source) throws IOException {
    if (Files.isRegularFile(source, LinkOption.NOFOLLOW_LINKS)) return Files.size(source);
    throw new GridException(GridException.Kind.NOT_FOUND, "localfile= is no file");
  }

  private Future<Capability> put(AsyncFile open, long size) {
    return gateway
        .put(open.pause(), OptionalLong.of(size), Gateway.KeySource.CONVERGENT)
        .eventually(open::close)
        .map(result -> result.cap());
  }

  /** What is in {@code folder} becomes children of {@code directory}. */
  Future<Void> folder(Path folder, Directory directory) {
    List<Edit> links = new ArrayList<>();
    return vertx
        .executeBlocking(() -> entries(folder))
        .compose(entries -> InOrder.forEach(entries, entry -> entry(entry, directory, links)))
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

  private Future<Void> entry(Path entry, Directory directory, List<Edit> links) {
    return Awaited.by(reader).compose(awaited -> store(entry, directory, links));
  }

  /** Symbolic links, and what is neither file nor folder, stay behind. */
  private Future<Void> store(Path entry, Directory directory, List<Edit> links) {
    String name = entry.getFileName().toString();
    if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS))
      return gateway
          .directories()
          .make(directory, List.of(name), Optional.empty())
          .compose(made -> folder(entry, made));
    if (!Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) return Future.succeededFuture();
    return file(entry)
        .onSuccess(
            cap ->
                links.add(new Edit.Put(name, Target.of(cap), Optional.empty(), Overwrite.ALWAYS)))
        .mapEmpty();
  }
}
