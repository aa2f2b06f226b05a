package org.truckee.web.monitor;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.web.body.FormFields;
import org.truckee.web.page.Pages;
import org.truckee.web.page.gateway.OperationPage;
import org.truckee.web.reply.Reply;

/** A gateway's answers at addresses where Tahoe's tools and monitors look for them. */
public final class StatusRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(StatusRoutes.class);

  private static final OperationPage NO_HELPER =
      OperationPage.done(
          "Helper Status",
          "No helper is running: this gateway sends files to the servers by itself.",
          List.of());

  private StatusRoutes() {}

  public static void mount(Router router, Pages pages) {
    Reading.at(router, "/helper_status").handler(ctx -> helper(ctx, pages));
    router.post("/report_incident").handler(StatusRoutes::incident);
  }

  /** There is no helper, and a gateway needs none. */
  private static void helper(RoutingContext ctx, Pages pages) {
    if (FormFields.of(ctx.request()).text("t").equals("json")) send(ctx, "{}\n");
    else pages.send(ctx, NO_HELPER);
  }

  /**
   * Notes the time of a user's report; its text may hold a capability, so nothing of it is noted.
   */
  private static void incident(RoutingContext ctx) {
    LOG.warn("a user reports that something went wrong just now");
    send(ctx, "The time of your report has been noted in this gateway's log.\n");
  }

  private static void send(RoutingContext ctx, String text) {
    Reply.text(text).send(ctx).onFailure(ctx::fail);
  }
}
