package org.truckee.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.client.Gateway;
import org.truckee.client.directory.Directories;
import org.truckee.client.directory.Directory;
import org.truckee.client.flow.GridFile;
import org.truckee.client.flow.InOrder;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.Overwrite;
import org.truckee.dirnode.Target;

/**
 * {@code localfile=} and {@code localdir=}: files and folders of the gateway's own machine as the
 * source of an upload or the target of a download. Only requests from this machine may ask for
 * that, and only for the folders that are allowed.
 */
final class LocalFiles {
  private final Vertx vertx;
  private final Gateway gateway;
  private final Places places;
  private final LocalFolders folders;

  LocalFiles(Vertx vertx, Gateway gateway, Places places, LocalFolders folders) {
    this.vertx = vertx;
    this.gateway = gateway;
    this.places = places;
    this.folders = folders;
  }

  /** Writes the file that {@code cap} reads to {@code localfile=}. */
  Future<Reply> downloadFile(Call call, Capability cap) {
    return path(call, "localfile")
        .compose(target -> download(cap, target))
        .map(written -> Reply.text("downloaded\n"));
  }

  /** Writes everything below {@code directory} to {@code localdir=}. */
  Future<Reply> downloadDirectory(Call call, Directory directory) {
    return path(call, "localdir")
        .compose(target -> download(directory, target, new HashSet<>()))
        .map(written -> Reply.text("downloaded\n"));
  }

  /** Puts {@code localfile=} or {@code localdir=} where the call's path leads. */
  Future<Reply> upload(Call call) {
    if (call.isForRoot()) throw Arguments.bad("t=upload needs the name of a child");
    return call.arguments().get("localfile").isPresent()
        ? path(call, "localfile").compose(source -> uploadFile(call, source))
        : path(call, "localdir").compose(source -> uploadDirectory(call, source));
  }

  private Future<Path> path(Call call, String argument) {
    if (folders.allowed().isEmpty()) throw forbidden("local file access is disabled");
    if (!isLocal(call.request().remoteAddress().hostAddress()))
      throw forbidden("localfile= or localdir= requires a local connection");
    String text =
        call.arguments()
            .required(argument, "this needs localfile= for a file, localdir= for a directory");
    return vertx.executeBlocking(() -> folders.resolve(text));
  }

  static boolean isLocal(String address) {
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static GridException forbidden(String reason) {
    return new GridException(GridException.Kind.FORBIDDEN, reason);
  }

  private Future<Void> download(Capability cap, Path target) {
    return gateway.open(cap).compose(file -> download(file, target));
  }

  /** Under another name first: the file is there whole or not at all, and no link is followed. */
  private Future<Void> download(GridFile file, Path target) {
    Path part = target.resolveSibling("." + target.getFileName() + ".part");
    return vertx
        .executeBlocking(() -> Files.deleteIfExists(part))
        .compose(
            clean ->
                vertx
                    .fileSystem()
                    .open(part.toString(), new OpenOptions().setCreateNew(true).setRead(false)))
        .compose(open -> fill(open, file))
        .compose(written -> vertx.executeBlocking(() -> move(part, target)));
  }

  private static Future<Void> fill(AsyncFile open, GridFile file) {
    if (file.size() == 0) return open.close();
    return file.read(0, file.size())
        .compose(contents -> contents.pipe().to(open))
        .recover(failure -> open.close().transform(closed -> Future.failedFuture(failure)));
  }

  private static Void move(Path part, Path target) throws IOException {
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    return null;
  }

  /** Whoever comes by a directory that he is in already goes no further. */
  private Future<Void> download(Directory directory, Path target, Set<String> above) {
    String self = directory.capability().toUri();
    if (!above.add(self)) return Future.succeededFuture();
    return vertx
        .executeBlocking(() -> makeFolder(target))
        .compose(
            made ->
                directory
                    .list()
                    .forEachPage(
                        page -> InOrder.forEach(page, child -> download(child, target, above))))
        .onSuccess(done -> above.remove(self));
  }

  private static Void makeFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) Files.createDirectory(folder);
    return null;
  }

  private Future<Void> download(Child child, Path folder, Set<String> above) {
    Path target = LocalFolders.child(folder, child.name());
    return switch (child.target().kind()) {
      case FILE -> download(child.target().strongest().orElseThrow(), target);
      case DIRECTORY ->
          download(
              gateway.directories().open(child.target().strongest().orElseThrow()), target, above);
      case UNKNOWN -> Future.succeededFuture();
    };
  }

  private Future<Reply> uploadFile(Call call, Path source) {
    Overwrite overwrite = Links.overwrite(call.arguments());
    return places
        .make(call.root(), call.path())
        .compose(
            spot -> upload(source).compose(cap -> spot.link(Target.of(cap), overwrite).map(cap)))
        .map(cap -> Reply.text(cap.toUri()));
  }

  private Future<Capability> upload(Path source) {
    return vertx
        .executeBlocking(() -> size(source))
        .compose(
            size ->
                vertx
                    .fileSystem()
                    .open(source.toString(), new OpenOptions().setWrite(false).setCreate(false))
                    .compose(
                        open ->
                            gateway
                                .put(
                                    open.pause(),
                                    OptionalLong.of(size),
                                    Gateway.KeySource.CONVERGENT)
                                .eventually(open::close)))
        .map(result -> result.cap());
  }

  private static long size(Path source) throws IOException {
    if (Files.isRegularFile(source, LinkOption.NOFOLLOW_LINKS)) return Files.size(source);
    throw new GridException(GridException.Kind.NOT_FOUND, "localfile= is no file");
  }

  private Future<Reply> uploadDirectory(Call call, Path source) {
    Directories directories = gateway.directories();
    return places
        .make(call.root(), call.path())
        .compose(spot -> directories.make(spot.parent(), List.of(spot.name()), Optional.empty()))
        .compose(made -> fill(made, source).map(made))
        .map(made -> Reply.text(made.capability().toUri()));
  }

  private Future<Void> fill(Directory directory, Path folder) {
    List<Edit> links = new ArrayList<>();
    return vertx
        .executeBlocking(() -> entries(folder))
        .compose(entries -> InOrder.forEach(entries, entry -> add(directory, entry, links)))
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

  /** Symbolic links, and what is neither file nor folder, stay behind. */
  private Future<Void> add(Directory directory, Path entry, List<Edit> links) {
    String name = entry.getFileName().toString();
    if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS))
      return gateway
          .directories()
          .make(directory, List.of(name), Optional.empty())
          .compose(made -> fill(made, entry));
    if (!Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) return Future.succeededFuture();
    return upload(entry)
        .onSuccess(
            cap ->
                links.add(new Edit.Put(name, Target.of(cap), Optional.empty(), Overwrite.ALWAYS)))
        .mapEmpty();
  }
}
