package org.truckee.web;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.GridException;

/**
 * What a user is told of a failure: a status and a sentence in plain text, which begins with the
 * name that Tahoe has for it where programs look for that. A body that has begun is broken off, so
 * that it never looks whole.
 */
final class WebFailure implements Handler<RoutingContext> {
  private static final Logger LOG = LoggerFactory.getLogger(WebFailure.class);

  @Override
  public void handle(RoutingContext ctx) {
    HttpServerResponse response = ctx.response();
    if (response.ended() || response.closed()) return;
    if (response.headWritten()) {
      response.reset();
      return;
    }
    if (ctx.failure() instanceof GridException failure) {
      plain(ctx, status(failure.kind()), name(failure) + failure.getMessage());
    } else if (ctx.failure() == null && ctx.statusCode() > 0 && ctx.statusCode() != 500) {
      plain(ctx, ctx.statusCode(), "This request can't be served.");
    } else {
      LOG.error("a request failed in a way that nobody foresaw", ctx.failure());
      plain(ctx, 500, "Something went wrong in this gateway; its log says what.");
    }
  }

  /**
   * Answers with one sentence, and lets the rest of the body run to nowhere so that the sentence is
   * read.
   */
  static void plain(RoutingContext ctx, int status, String sentence) {
    HttpServerRequest request = ctx.request();
    if (!request.isEnded()) request.handler(null).endHandler(null).exceptionHandler(null).resume();
    ctx.response()
        .setStatusCode(status)
        .putHeader("Content-Type", "text/plain; charset=utf-8")
        .end(sentence.endsWith("\n") ? sentence : sentence + "\n");
  }

  private static String name(GridException failure) {
    return switch (failure.kind()) {
      case NOT_ENOUGH_SHARES ->
          failure.getMessage().startsWith("0 ") ? "NoSharesError: " : "NotEnoughSharesError: ";
      case UNRECOVERABLE -> "UnrecoverableFileError: ";
      case UNHAPPY -> "UploadUnhappinessError: ";
      default -> "";
    };
  }

  private static int status(GridException.Kind kind) {
    return switch (kind) {
      case BAD_REQUEST, BAD_CAP -> 400;
      case UNAUTHORIZED -> 401;
      case FORBIDDEN -> 403;
      case NOT_FOUND -> 404;
      case NOT_ALLOWED -> 405;
      case NOT_ACCEPTABLE -> 406;
      case CONFLICT -> 409;
      case NOT_ENOUGH_SHARES, UNRECOVERABLE -> 410;
      case TOO_LARGE -> 413;
      case UNSUPPORTED_TYPE -> 415;
      case BAD_RANGE -> 416;
      case UNHAPPY, UNREACHABLE, BUSY -> 503;
      case NO_SPACE -> 507;
      case CORRUPT -> 502;
      case BAD_CONFIG -> 500;
    };
  }
}
