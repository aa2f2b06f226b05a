package org.truckee.web.failure;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.FailureLog;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.protocol.Prohibited;
import org.truckee.protocol.message.RetryAfter;
import org.truckee.web.http.SafeHeaders;
import org.truckee.web.page.Pages;

/**
 * The answer to a request that failed: a page for a client that asks for HTML, an object for one
 * that asks for JSON, and else a sentence in plain text. A body that has begun is broken off, so
 * that it never looks whole.
 */
public final class WebFailure implements Handler<RoutingContext> {
  private static final Logger LOG = LoggerFactory.getLogger(WebFailure.class);

  private final FailureLog failures = new FailureLog(LOG);

  private final Pages pages;

  private final UnaryOperator<GridException> explained;

  /** Answers that tell what {@code explained} makes of each failure. */
  public WebFailure(Pages pages, UnaryOperator<GridException> explained) {
    this.pages = pages;
    this.explained = explained;
  }

  /** Has {@code router} answer so whatever fails, and where there is no page or no such method. */
  public void mount(Router router) {
    router.route().failureHandler(this);
    router.errorHandler(404, ctx -> answer(ctx, Explanation.of(404)));
    router.errorHandler(405, ctx -> answer(ctx, Explanation.of(405)));
  }

  @Override
  public void handle(RoutingContext ctx) {
    HttpServerResponse response = ctx.response();
    if (response.ended() || response.closed()) return;
    if (response.headWritten()) {
      LOG.warn("an answer was broken off: {}", String.valueOf(ctx.failure()));
      response.reset();
      return;
    }
    if (GridException.is(ctx.failure(), GridException.Kind.TIMED_OUT)) endConnection(ctx);
    response.headers().remove("ETag").remove("Last-Modified");
    if (ctx.failure() instanceof GridException thrown) {
      GridException failure = explained.apply(thrown);
      RetryAfter.tell(response, thrown);
      if (thrown instanceof AdmissionRefused refused) refused.tell(ctx.request());
      Explanation explanation = explanation(thrown, failure);
      if (explanation.status() >= 500)
        failures.note(explanation.status(), FailureText.sentence(failure));
      answer(ctx, explanation);
    } else if (ctx.request().authority() == null) {
      answer(ctx, Explanation.noHost());
    } else if (isClientError(ctx) || (ctx.failure() == null && ctx.statusCode() > 500)) {
      answer(ctx, Explanation.of(ctx.statusCode()));
    } else {
      LOG.error("a request failed in a way that nobody foresaw", ctx.failure());
      answer(ctx, Explanation.of(500));
    }
  }

  /** A stranger is told of the page of admission; who meets what is prohibited, where to object. */
  private Explanation explanation(GridException thrown, GridException failure) {
    Explanation explanation = Explanation.of(failure);
    if (thrown instanceof AdmissionRefused) return explanation.ofAdmission();
    return thrown instanceof Prohibited && pages.report().isPresent()
        ? explanation.objecting(pages.report().get())
        : explanation;
  }

  /** Returns whether the library has blamed the request. */
  private static boolean isClientError(RoutingContext ctx) {
    return ctx.statusCode() >= 400 && ctx.statusCode() < 500;
  }

  /** Returns whether the connection has to end, since the rest of the body does not come. */
  private static void endConnection(RoutingContext ctx) {
    ctx.response().putHeader("Connection", "close");
    ctx.addEndHandler(sent -> ctx.request().connection().close());
  }

  /** Tells of {@code explanation}. */
  public void answer(RoutingContext ctx, Explanation explanation) {
    if (Pages.wanted(ctx.request())) pages.send(ctx, explanation.status(), explanation.page());
    else if (wantsJson(ctx)) json(ctx, explanation);
    else plain(ctx, explanation.status(), explanation.sentence());
  }

  private static boolean wantsJson(RoutingContext ctx) {
    String accept = ctx.request().getHeader("Accept");
    return accept != null && accept.contains("application/json");
  }

  private static void json(RoutingContext ctx, Explanation explanation) {
    SafeHeaders.data(ctx.response())
        .setStatusCode(explanation.status())
        .putHeader("Content-Type", "application/json")
        .end(explanation.json().encodePrettily() + "\n");
  }

  private static void plain(RoutingContext ctx, int status, String sentence) {
    SafeHeaders.data(ctx.response())
        .setStatusCode(status)
        .putHeader("Content-Type", "text/plain; charset=utf-8")
        .end(sentence.endsWith("\n") ? sentence : sentence + "\n");
  }
}
