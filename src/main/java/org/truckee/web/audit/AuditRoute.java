package org.truckee.web.audit;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.cap.UnknownCap;
import org.truckee.client.audit.AuditOptions;
import org.truckee.client.audit.AuditResults;
import org.truckee.client.audit.Auditor;
import org.truckee.web.json.TahoeJson;
import org.truckee.web.monitor.Reading;
import org.truckee.web.page.Pages;
import org.truckee.web.reply.PageReply;
import org.truckee.web.reply.Reply;
import org.truckee.web.request.Arguments;

/**
 * {@code GET /audit/VERIFYCAP}: audits one file or directory by samples. A capability with more
 * power serves as well, and only its power to check is used.
 */
public record AuditRoute(Auditor auditor, Pages pages) {
  /** Adds the route. */
  public void mount(Router router) {
    Reading.at(router, "/audit/:verifycap").handler(this::audit);
  }

  private void audit(RoutingContext ctx) {
    Arguments arguments = Arguments.of(ctx.request());
    boolean json = arguments.t().equals("json") || !Pages.wanted(ctx.request());
    auditor
        .audit(capability(ctx.pathParam("verifycap")), options(arguments))
        .map(found -> json ? Reply.text(text(found)) : page(found))
        .compose(reply -> reply.send(ctx))
        .onFailure(ctx::fail);
  }

  private static Capability capability(String text) {
    Capability capability = Capability.parse(text.strip());
    if (capability instanceof UnknownCap)
      throw new GridException(
          GridException.Kind.BAD_CAP, "this gateway knows no capability of that kind");
    return capability;
  }

  private static AuditOptions options(Arguments arguments) {
    return new AuditOptions(
        number(arguments, "blocks", AuditOptions.USUAL.blocks(), AuditOptions.MAX_BLOCKS),
        number(arguments, "shares", AuditOptions.USUAL.shares(), AuditOptions.MAX_SHARES));
  }

  private static int number(Arguments arguments, String name, int usual, int most) {
    Optional<String> given = arguments.get(name);
    if (given.isEmpty()) return usual;
    int number = given.get().matches("[0-9]{1,6}") ? Integer.parseInt(given.get()) : 0;
    if (number < 1 || number > most)
      throw Arguments.bad("%s= must be a number from 1 to %d".formatted(name, most));
    return number;
  }

  private static String text(Optional<AuditResults> found) {
    return TahoeJson.lines(found.map(AuditJson::of).orElseGet(AuditJson::nothing)) + "\n";
  }

  private Reply page(Optional<AuditResults> found) {
    return new PageReply(pages, found.map(AuditWords::page).orElseGet(AuditWords::nothing));
  }
}
