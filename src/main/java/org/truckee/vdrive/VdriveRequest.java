package org.truckee.vdrive;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.crypto.StorageIndex;
import org.truckee.dirnode.Slot;
import org.truckee.protocol.message.WireFormat;
import org.truckee.protocol.port.Exchange;
import org.truckee.protocol.vdrive.VdrivePage;
import org.truckee.protocol.vdrive.VdrivePaths;
import org.truckee.worker.Codec;

/** The parts of a request to a vdrive server that handlers read, and the form of its answers. */
final class VdriveRequest {
  private VdriveRequest() {}

  /** The address of the directory in the path; {@code NOT_FOUND} if it is none. */
  static StorageIndex directory(RoutingContext ctx) {
    try {
      return StorageIndex.parse(ctx.pathParam("storageIndex"));
    } catch (IllegalArgumentException e) {
      throw new GridException(GridException.Kind.NOT_FOUND, "the path holds no storage index");
    }
  }

  /** The slot in the path; {@code NOT_FOUND} if it is none. */
  static Slot slot(RoutingContext ctx) {
    try {
      return Slot.parse(ctx.pathParam("slot"));
    } catch (IllegalArgumentException e) {
      throw new GridException(GridException.Kind.NOT_FOUND, "the path holds no slot");
    }
  }

  /** The slot after which a page begins. */
  static Optional<Slot> after(RoutingContext ctx) {
    try {
      return Optional.ofNullable(ctx.request().getParam(VdrivePaths.AFTER)).map(Slot::parse);
    } catch (IllegalArgumentException e) {
      throw bad(VdrivePaths.AFTER + " must be a slot");
    }
  }

  /** The number of entries that a page may have. */
  static int limit(RoutingContext ctx) {
    String text = ctx.request().getParam(VdrivePaths.LIMIT);
    if (text == null) return VdrivePage.MAX_ENTRIES;
    boolean number = text.matches("[0-9]{1,4}");
    if (!number || Integer.parseInt(text) < 1 || Integer.parseInt(text) > VdrivePage.MAX_ENTRIES)
      throw bad(VdrivePaths.LIMIT + " must be from 1 to " + VdrivePage.MAX_ENTRIES);
    return Integer.parseInt(text);
  }

  /** Answers 304 if nothing has changed; returns whether another answer is still to be given. */
  static Future<Boolean> unlessUnchanged(
      RoutingContext ctx, DirnodeStore store, StorageIndex directory) {
    String known = ctx.request().getHeader("If-None-Match");
    if (known == null) return Future.succeededFuture(true);
    return store
        .head(directory)
        .map(
            head -> {
              if (head.isEmpty() || !known.equals(etag(head.get().tag()))) return true;
              ctx.response().setStatusCode(304).putHeader("ETag", known).end();
              return false;
            });
  }

  /** The listing; {@code NOT_FOUND} if the directory is not kept here. */
  static DirnodeStore.Listing found(
      StorageIndex directory, Optional<DirnodeStore.Listing> listing) {
    return listing.orElseThrow(() -> DirnodeStore.missing(directory));
  }

  /** Answers with one page; a worker encodes a large one. */
  static Future<Void> reply(
      Exchange exchange,
      RoutingContext ctx,
      WireFormat format,
      DirnodeStore.Listing listing,
      Codec codec) {
    VdrivePage page = listing.page();
    Future<Buffer> encoded =
        page.size() < WireFormat.LARGE / 2
            ? Future.succeededFuture(format.write(page::write))
            : codec.run(() -> format.write(page::write));
    HttpServerResponse response =
        ctx.response()
            .putHeader("ETag", etag(listing.tag()))
            .putHeader("Content-Type", format.mediaType());
    return encoded.compose(message -> exchange.inTime(response.end(message), message.length()));
  }

  static String etag(String tag) {
    return '"' + tag + '"';
  }

  private static GridException bad(String message) {
    return new GridException(GridException.Kind.BAD_REQUEST, message);
  }
}
