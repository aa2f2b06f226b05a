package org.truckee.vdrive;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.truckee.crypto.StorageIndex;
import org.truckee.dirnode.Slot;
import org.truckee.protocol.VdrivePage;
import org.truckee.protocol.VdrivePaths;
import org.truckee.protocol.WireFormat;
import org.truckee.protocol.WireMessages;

/**
 * {@code GET /vdrive/v1/directories/:storageIndex}: one page of entries, or without a limit all of
 * them, page after page at the reader's pace: whatever the size of a directory, one page is held.
 */
final class ListDirectory implements Handler<RoutingContext> {
  private final DirnodeStore store;

  ListDirectory(DirnodeStore store) {
    this.store = store;
  }

  @Override
  public void handle(RoutingContext ctx) {
    StorageIndex directory = VdriveRequest.directory(ctx);
    Optional<Slot> after = VdriveRequest.after(ctx);
    WireFormat format = WireMessages.accepted(ctx);
    int limit = VdriveRequest.limit(ctx);
    boolean all = !ctx.request().params().contains(VdrivePaths.LIMIT);
    VdriveRequest.unlessUnchanged(ctx, store, directory)
        .compose(
            changed ->
                changed
                    ? answer(ctx, format, directory, store.list(directory, after, limit), all)
                    : Future.succeededFuture())
        .onFailure(ctx::fail);
  }

  private Future<Void> answer(
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
                    ? stream(ctx, format, directory, first)
                    : VdriveRequest.reply(ctx, format, first));
  }

  private Future<Void> stream(
      RoutingContext ctx, WireFormat format, StorageIndex directory, DirnodeStore.Listing first) {
    HttpServerResponse response =
        ctx.response()
            .setChunked(true)
            .putHeader("Content-Type", format.mediaType())
            .putHeader("ETag", VdriveRequest.etag(first.tag()));
    return send(response, format, directory, first.page()).compose(sent -> response.end());
  }

  private Future<Void> send(
      HttpServerResponse response, WireFormat format, StorageIndex directory, VdrivePage page) {
    Future<Void> sent = response.write(format.write(page::write));
    if (!page.more()) return sent;
    Slot last = page.entries().get(page.entries().size() - 1).slot();
    return sent.compose(written -> store.list(directory, Optional.of(last), VdrivePage.MAX_ENTRIES))
        .compose(
            next -> send(response, format, directory, VdriveRequest.found(directory, next).page()));
  }
}
