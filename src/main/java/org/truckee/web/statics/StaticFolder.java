package org.truckee.web.statics;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.truckee.GridException;
import org.truckee.platform.BlockingWork;
import org.truckee.web.http.ContentTypes;
import org.truckee.web.http.SafeHeaders;
import org.truckee.web.request.WebPath;

/**
 * {@code /static/PATH}: the files of a folder of this machine, for its owner's own pages (Tahoe's
 * {@code web.static}). Nothing outside of the folder is served, by any path or symbolic link, and
 * nothing whose name begins with a dot.
 */
public final class StaticFolder implements Handler<RoutingContext> {
  static final String PREFIX = "/static/";

  private final BlockingWork disk;
  private final Path folder;

  public StaticFolder(Vertx vertx, Path folder) {
    this.disk = BlockingWork.of(vertx);
    this.folder = folder;
  }

  /** A file that is served. */
  private record Found(Path path, long size) {}

  @Override
  public void handle(RoutingContext ctx) {
    if (!ctx.request().path().startsWith(PREFIX)) {
      ctx.next();
      return;
    }
    WebPath path = WebPath.of("root/" + ctx.request().path().substring(PREFIX.length()), "");
    disk.ask(() -> find(path.names())).compose(found -> send(ctx, found)).onFailure(ctx::fail);
  }

  private Found find(List<String> names) throws IOException {
    try {
      Path root = folder.toRealPath();
      Path asked = root;
      for (String name : names) asked = asked.resolve(checked(name));
      Path real = asked.toRealPath();
      if (Files.isDirectory(real)) real = real.resolve("index.html").toRealPath();
      if (real.startsWith(root) && Files.isRegularFile(real))
        return new Found(real, Files.size(real));
    } catch (FileSystemException absent) {
      throw nothing();
    }
    throw nothing();
  }

  private static String checked(String name) {
    if (name.startsWith(".") || name.indexOf('/') >= 0 || name.indexOf('\0') >= 0) throw nothing();
    return name;
  }

  private static GridException nothing() {
    return new GridException(GridException.Kind.NOT_FOUND, "there is no such file here");
  }

  private static Future<Void> send(RoutingContext ctx, Found found) {
    HttpServerResponse response = ctx.response();
    SafeHeaders.storedFile(response);
    response.putHeader("Content-Type", ContentTypes.of(found.path().getFileName().toString()));
    if (!ctx.request().method().equals(HttpMethod.HEAD))
      return response.sendFile(found.path().toString());
    return response.putHeader("Content-Length", Long.toString(found.size())).end();
  }
}
