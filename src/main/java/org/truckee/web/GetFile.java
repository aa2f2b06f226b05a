package org.truckee.web;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.MimeMapping;
import io.vertx.core.streams.ReadStream;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.cap.ChkReadCap;
import org.truckee.cap.LitCap;
import org.truckee.client.Gateway;
import org.truckee.web.page.Address;
import org.truckee.web.page.Pages;
import org.truckee.web.page.SafeHeaders;

/**
 * {@code GET} and {@code HEAD} of a file by its capability: its contents, or with {@code t=} what
 * is known of it.
 */
final class GetFile implements Handler<RoutingContext> {
  private final Gateway gateway;
  private final Pages pages;

  GetFile(Gateway gateway, Pages pages) {
    this.gateway = gateway;
    this.pages = pages;
  }

  @Override
  public void handle(RoutingContext ctx) {
    Optional<Capability> cap = parse(ctx.pathParam("cap"));
    String t = ctx.request().getParam("t", "");
    switch (t) {
      case "" -> contents(ctx, file(cap));
      case "json" -> plain(ctx, cap, t, FileJson.of(cap));
      case "uri", "readonly-uri" -> plain(ctx, cap, t, file(cap).toUri());
      case "info" -> pages.send(ctx, FileInfo.page(cap));
      default -> throw bad("GET file: bad t=" + t);
    }
  }

  private static Optional<Capability> parse(String text) {
    try {
      return Optional.of(Capability.parse(text));
    } catch (GridException malformed) {
      return Optional.empty();
    }
  }

  private static Capability file(Optional<Capability> cap) {
    return cap.filter(known -> known instanceof ChkReadCap || known instanceof LitCap)
        .orElseThrow(GetFile::unknown);
  }

  private static GridException unknown() {
    return new GridException(
        GridException.Kind.BAD_CAP,
        "GET unknown URI type: can only do t=info and t=json, not t=.\n"
            + "Either the capability is malformed, or it is of a kind that this gateway does not"
            + " read.");
  }

  private void contents(RoutingContext ctx, Capability cap) {
    long size = cap instanceof ChkReadCap chk ? chk.size() : ((LitCap) cap).contents().size();
    if (notModified(ctx, cap, "")) return;
    Optional<ByteSelection> selection = ByteSelection.of(ctx.request().getHeader("Range"), size);
    ByteSelection bytes = selection.orElse(new ByteSelection(0, size));
    HttpServerRequest request = ctx.request();
    if (request.method().equals(HttpMethod.HEAD) || bytes.length() == 0) {
      describe(ctx, cap, size, selection);
      ctx.response().end();
      return;
    }
    gateway
        .open(cap)
        .compose(file -> file.read(bytes.offset(), bytes.length()))
        .compose(stream -> send(ctx, cap, size, selection, stream))
        .onFailure(ctx::fail);
  }

  private Future<Void> send(
      RoutingContext ctx,
      Capability cap,
      long size,
      Optional<ByteSelection> selection,
      ReadStream<Buffer> stream) {
    HttpServerResponse response = ctx.response();
    if (response.closed()) {
      stream.handler(null);
      return Future.succeededFuture();
    }
    describe(ctx, cap, size, selection);
    response.closeHandler(gone -> stream.handler(null));
    return stream
        .pipe()
        .endOnFailure(false)
        .to(response)
        .recover(broken -> response.reset().transform(done -> Future.failedFuture(broken)));
  }

  private static void describe(
      RoutingContext ctx, Capability cap, long size, Optional<ByteSelection> selection) {
    HttpServerResponse response = ctx.response();
    String name =
        ctx.pathParam("name") != null
            ? ctx.pathParam("name")
            : ctx.request().getParam("filename", "");
    String type = contentType(name);
    SafeHeaders.storedFile(response);
    response.putHeader("Content-Type", type);
    response.putHeader("Accept-Ranges", "bytes");
    if (cap instanceof ChkReadCap) response.putHeader("ETag", etag(cap, ""));
    boolean save = "true".equalsIgnoreCase(ctx.request().getParam("save", ""));
    if (!name.isEmpty() && (save || SafeHeaders.isActive(type)))
      response.putHeader("Content-Disposition", attachment(name));
    selection.ifPresent(
        bytes ->
            response.setStatusCode(206).putHeader("Content-Range", bytes.toContentRange(size)));
    long length = selection.map(ByteSelection::length).orElse(size);
    response.putHeader("Content-Length", Long.toString(length));
  }

  private static String contentType(String name) {
    String type =
        name.contains(".")
            ? MimeMapping.mimeTypeForFilename(name.toLowerCase(Locale.ROOT))
            : "text/plain";
    return type == null ? "application/octet-stream" : type;
  }

  /**
   * The name as browsers want it: plain ASCII, and the whole of it in UTF-8 beside that if it has
   * more.
   */
  private static String attachment(String name) {
    String ascii = name.replaceAll("[^ -~]|[\"\\\\]", "_");
    String all = ascii.equals(name) ? "" : "; filename*=UTF-8''" + Address.encode(name);
    return "attachment; filename=\"" + ascii + "\"" + all;
  }

  private static boolean notModified(RoutingContext ctx, Capability cap, String t) {
    if (!(cap instanceof ChkReadCap)) return false;
    String known = ctx.request().getHeader("If-None-Match");
    if (known == null) return false;
    String etag = etag(cap, t);
    for (String candidate : known.split(",", 64)) {
      String plain = candidate.strip().replaceFirst("^W/", "").replace("\"", "");
      if (plain.equals(etag) || plain.equals("*")) {
        ctx.response().setStatusCode(304).putHeader("ETag", etag).end();
        return true;
      }
    }
    return false;
  }

  private static String etag(Capability cap, String t) {
    return cap.verifyCap().orElseThrow().storageIndex() + "-" + t;
  }

  private static void plain(RoutingContext ctx, Optional<Capability> cap, String t, String text) {
    if (cap.isPresent() && notModified(ctx, cap.get(), t)) return;
    HttpServerResponse response =
        ctx.response().putHeader("Content-Type", "text/plain; charset=utf-8");
    if (cap.isPresent() && cap.get() instanceof ChkReadCap)
      response.putHeader("ETag", etag(cap.get(), t));
    response.end(text);
  }

  private static GridException bad(String message) {
    return new GridException(GridException.Kind.BAD_REQUEST, message);
  }
}
