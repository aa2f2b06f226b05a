package org.truckee.web.local;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.client.Gateway;
import org.truckee.client.directory.Directories;
import org.truckee.client.directory.Directory;
import org.truckee.dirnode.ChildTarget;
import org.truckee.dirnode.Overwrite;
import org.truckee.web.guard.Owner;
import org.truckee.web.place.Places;
import org.truckee.web.reply.Reply;
import org.truckee.web.request.Call;

/**
 * {@code localfile=} and {@code localdir=}: files and folders of the gateway's own machine as the
 * source of an upload or the target of a download. Only the gateway's owner may ask for that, and
 * only for the folders that are allowed.
 */
public final class LocalFiles {
  private final LocalDisk disk;
  private final Gateway gateway;
  private final Places places;
  private final LocalFolders folders;
  private final Owner owner;

  public LocalFiles(
      Vertx vertx, Gateway gateway, Places places, LocalFolders folders, Owner owner) {
    this.disk = LocalDisk.of(vertx);
    this.gateway = gateway;
    this.places = places;
    this.folders = folders;
    this.owner = owner;
  }

  /** Writes the file that {@code cap} reads to {@code localfile=}. */
  public Future<Reply> downloadFile(Call call, Capability cap) {
    return path(call, "localfile", true)
        .compose(target -> newDownload(call).file(cap, target))
        .map(written -> Reply.text("downloaded\n"));
  }

  /** Writes everything below {@code directory} to {@code localdir=}. */
  public Future<Reply> downloadDirectory(Call call, Directory directory) {
    return path(call, "localdir", false)
        .compose(target -> newDownload(call).directory(directory, target))
        .map(written -> Reply.text("downloaded\n"));
  }

  /** Puts {@code localfile=} or {@code localdir=} at the end of the call's path. */
  public Future<Reply> upload(Call call, Overwrite overwrite) {
    return call.arguments().get("localfile").isPresent()
        ? path(call, "localfile", false).compose(source -> uploadFile(call, source, overwrite))
        : path(call, "localdir", false).compose(source -> uploadDirectory(call, source));
  }

  private Future<Path> path(Call call, String argument, boolean writesFile) {
    if (folders.allowed().isEmpty()) throw forbidden("local file access is disabled");
    owner.check(call.request(), "localfile= or localdir= requires a local connection");
    String text =
        call.arguments()
            .required(argument, "this needs localfile= for a file, localdir= for a directory");
    return disk.work().ask(() -> writesFile ? folders.resolveFile(text) : folders.resolve(text));
  }

  private static GridException forbidden(String reason) {
    return new GridException(GridException.Kind.FORBIDDEN, reason);
  }

  private LocalDownload newDownload(Call call) {
    return new LocalDownload(disk, gateway, call.request().response());
  }

  private LocalUpload newUpload(Call call) {
    return new LocalUpload(disk, gateway, call.request().response());
  }

  private Future<Reply> uploadFile(Call call, Path source, Overwrite overwrite) {
    return places
        .reach(call.root(), call.path())
        .compose(
            spot ->
                newUpload(call)
                    .file(source)
                    .compose(cap -> spot.link(ChildTarget.of(cap), overwrite).map(cap)))
        .map(cap -> Reply.text(cap.toUri()));
  }

  private Future<Reply> uploadDirectory(Call call, Path source) {
    Directories directories = gateway.directories();
    return places
        .reach(call.root(), call.path())
        .compose(spot -> directories.make(spot.parent(), spot.path(), Optional.empty()))
        .compose(made -> newUpload(call).folder(source, made).map(made))
        .map(made -> Reply.text(made.capability().toUri()));
  }
}
