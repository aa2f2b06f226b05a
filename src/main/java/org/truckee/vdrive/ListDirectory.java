package org.truckee.vdrive;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.truckee.crypto.StorageIndex;
import org.truckee.dirnode.Slot;
import org.truckee.protocol.message.WireFormat;
import org.truckee.protocol.message.WireMessages;
import org.truckee.protocol.port.Exchange;
import org.truckee.protocol.port.MessageMemory;
import org.truckee.protocol.vdrive.VdrivePage;
import org.truckee.protocol.vdrive.VdrivePaths;
import org.truckee.worker.Codec;

/**
 * {@code GET /vdrive/v1/directories/:storageIndex}: one page of entries, or without a limit all of
 * them, page after page at the reader's pace: whatever the size of a directory, one page is held.
 */
final class ListDirectory implements Handler<RoutingContext> {
  /** The memory of a page, as it is found and as it is sent. */
  private static final int PAGE_MEMORY = 2 * VdrivePage.MAX_SIZE;

  private final DirnodeStore store;
  private final Codec codec;
  private final MessageMemory memory;

  ListDirectory(DirnodeStore store, Codec codec, MessageMemory memory) {
    this.store = store;
    this.codec = codec;
    this.memory = memory;
  }

  @Override
  public void handle(RoutingContext ctx) {
    StorageIndex directory = VdriveRequest.directory(ctx);
    Optional<Slot> after = VdriveRequest.after(ctx);
    WireFormat format = WireMessages.accepted(ctx);
    int limit = VdriveRequest.limit(ctx);
    boolean all = !ctx.request().params().contains(VdrivePaths.LIMIT);
    Exchange exchange = new Exchange(ctx, memory);
    VdriveRequest.unlessUnchanged(ctx, store, directory)
        .compose(
            changed ->
                changed ? exchange.reserve(PAGE_MEMORY).map(true) : Future.succeededFuture(false))
        .compose(
            changed ->
                changed
                    ? answer(
                        exchange, ctx, format, directory, store.list(directory, after, limit), all)
                    : Future.succeededFuture())
        .onComplete(sent -> exchange.end())
        .onFailure(exchange::fail);
  }

  private Future<Void> answer(
      Exchange exchange,
      RoutingContext ctx,
      WireFormat format,
      StorageIndex directory,
      Future<Optional<DirnodeStore.Listing>> listing,
      boolean all) {
    return listing
        .map(found -> VdriveRequest.found(directory, found))
        .compose(
            first ->
                all
                    ? stream(exchange, ctx, format, directory, first)
                    : VdriveRequest.reply(exchange, ctx, format, first, codec));
  }

  private Future<Void> stream(
      Exchange exchange,
      RoutingContext ctx,
      WireFormat format,
      StorageIndex directory,
      DirnodeStore.Listing first) {
    HttpServerResponse response =
        ctx.response()
            .setChunked(true)
            .putHeader("Content-Type", format.mediaType())
            .putHeader("ETag", VdriveRequest.etag(first.tag()));
    return send(exchange, response, format, directory, first.page())
        .compose(sent -> response.end());
  }

  /** One page after the other, each of which the reader takes in time. */
  private Future<Void> send(
      Exchange exchange,
      HttpServerResponse response,
      WireFormat format,
      StorageIndex directory,
      VdrivePage page) {
    Future<Void> sent =
        codec
            .run(() -> format.write(page::write))
            .compose(message -> exchange.inTime(response.write(message), message.length()));
    if (!page.more()) return sent;
    Slot last = page.entries().get(page.entries().size() - 1).slot();
    return sent.compose(written -> store.list(directory, Optional.of(last), VdrivePage.MAX_ENTRIES))
        .compose(
            next ->
                send(
                    exchange,
                    response,
                    format,
                    directory,
                    VdriveRequest.found(directory, next).page()));
  }
}
