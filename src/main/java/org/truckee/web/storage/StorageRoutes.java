package org.truckee.web.storage;

import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.truckee.web.guard.Owner;
import org.truckee.web.guard.OwnerRights;
import org.truckee.web.json.TahoeJson;
import org.truckee.web.monitor.Reading;
import org.truckee.web.page.Pages;
import org.truckee.web.page.gateway.OperationPage;
import org.truckee.web.reply.PageReply;
import org.truckee.web.reply.Reply;
import org.truckee.web.request.Arguments;

/**
 * {@code /storage}: the figures of this program's storage server, as a page and as JSON, for all
 * who reach the port, as Tahoe's. The storage indexes of shares that can't be read are told to the
 * owner alone, and below {@code /private/} to programs with the node's token.
 */
public final class StorageRoutes {
  private static final OperationPage NONE =
      OperationPage.done("No Storage Server Running", "This node keeps no shares.", List.of());

  private final Optional<OwnStorage> storage;
  private final OwnerRights rights;
  private final Pages pages;

  /** Shows {@code storage}, or that there is none. */
  public StorageRoutes(Optional<OwnStorage> storage, OwnerRights rights, Pages pages) {
    this.storage = storage;
    this.rights = rights;
    this.pages = pages;
  }

  /** Adds the routes to {@code router}, which lets only the token's holders below private. */
  public void mount(Router router) {
    Reading.at(router, "/storage").handler(ctx -> show(ctx, Owner.isNear(rights, ctx.request())));
    Reading.at(router, "/private/storage").handler(ctx -> show(ctx, true));
    storage.ifPresent(own -> new TrashRoutes(own).mount(router));
  }

  private void show(RoutingContext ctx, boolean whole) {
    boolean json = Arguments.of(ctx.request()).t().equals("json");
    Future<Reply> reply =
        storage
            .map(
                own ->
                    own.figures()
                        .map(figures -> whole ? figures : withoutIndexes(figures))
                        .map(figures -> json ? json(figures) : page(figures)))
            .orElseGet(
                () -> Future.succeededFuture(json ? json(Map.of("stats", Map.of())) : none()));
    reply.compose(ready -> ready.send(ctx)).onFailure(ctx::fail);
  }

  /** The same with an empty list in the place of every one of shares. */
  private static Map<String, Object> withoutIndexes(Map<?, ?> figures) {
    Map<String, Object> rest = new LinkedHashMap<>();
    figures.forEach(
        (key, value) -> {
          boolean shares = key.equals("corrupt-shares");
          Object told = value instanceof Map<?, ?> part ? withoutIndexes(part) : value;
          rest.put(key.toString(), shares ? List.of() : told);
        });
    return rest;
  }

  private static Reply json(Map<String, Object> figures) {
    return Reply.text(TahoeJson.lines(figures) + "\n");
  }

  private Reply page(Map<String, Object> figures) {
    return new PageReply(pages, new StorageWords(figures).page());
  }

  private Reply none() {
    return new PageReply(pages, NONE);
  }
}
