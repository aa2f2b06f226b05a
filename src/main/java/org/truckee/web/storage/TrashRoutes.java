package org.truckee.web.storage;

import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.truckee.crypto.StorageIndex;
import org.truckee.web.body.FormFields;
import org.truckee.web.json.TahoeJson;
import org.truckee.web.monitor.Reading;
import org.truckee.web.reply.Reply;
import org.truckee.web.request.Arguments;

/**
 * {@code /private/storage/trash}: the shares that a storage server let go and still has, for
 * programs with the node's token. {@code GET} lists the days on which they went; {@code POST} with
 * {@code t=undelete} brings those of one file back, or all that went since a day.
 */
final class TrashRoutes {
  private final OwnStorage storage;

  TrashRoutes(OwnStorage storage) {
    this.storage = storage;
  }

  /** Adds the routes to {@code router}. */
  void mount(Router router) {
    Reading.at(router, "/private/storage/trash").handler(this::list);
    router.post("/private/storage/trash").handler(this::undelete);
  }

  private void list(RoutingContext ctx) {
    send(ctx, storage.trash());
  }

  private void undelete(RoutingContext ctx) {
    FormFields fields = FormFields.of(ctx.request());
    if (!fields.text("t").equals("undelete"))
      throw Arguments.bad("POST /private/storage/trash needs t=undelete");
    Future<Long> restored = undelete(fields.text("storage-index"), fields.text("since"));
    ctx.request().resume();
    send(ctx, restored.map(number -> Map.of("restored", number)));
  }

  private Future<Long> undelete(String storageIndex, String since) {
    if (storageIndex.isEmpty() == since.isEmpty())
      throw Arguments.bad("t=undelete needs storage-index=, the one of a file, or since=, a date");
    return since.isEmpty()
        ? storage.undelete(storageIndex(storageIndex))
        : storage.undeleteSince(date(since));
  }

  private static StorageIndex storageIndex(String text) {
    try {
      return StorageIndex.parse(text);
    } catch (IllegalArgumentException e) {
      throw Arguments.bad("storage-index= must be 26 characters of base32");
    }
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw Arguments.bad("since= must be a date such as 2026-01-31");
    }
  }

  private static void send(RoutingContext ctx, Future<?> answer) {
    answer.compose(json -> Reply.text(TahoeJson.lines(json) + "\n").send(ctx)).onFailure(ctx::fail);
  }
}
