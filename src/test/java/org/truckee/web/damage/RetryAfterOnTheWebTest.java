package org.truckee.web.damage;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.truckee.GridException;
import org.truckee.protocol.message.ErrorReply;
import org.truckee.protocol.message.RetryAfter;
import org.truckee.testing.Waiting;
import org.truckee.testing.http.WebPort;
import org.truckee.web.WebServer;
import org.truckee.web.failure.WebFailure;
import org.truckee.web.page.Pages;

/** The one rule of when to try again, as it is told on the web port and between nodes. */
class RetryAfterOnTheWebTest {
  @Test
  void bothKindsOfPorts_followOneRule() {
    Vertx vertx = Vertx.vertx();
    try {
      Router router = Router.router(vertx);
      Pages pages = new Pages("gateway", "truckee/test", new Random(1));
      router.route("/web/:kind").failureHandler(new WebFailure(pages, UnaryOperator.identity()));
      router.route("/node/:kind").failureHandler(new ErrorReply());
      for (String port : new String[] {"/web/:kind", "/node/:kind"})
        router.route(port).handler(ctx -> ctx.fail(failure(ctx.pathParam("kind"))));
      int port = Waiting.of(WebServer.of(vertx, router).listen(0, "127.0.0.1")).actualPort();
      WebPort web = new WebPort(URI.create("http://127.0.0.1:" + port + "/"));

      for (GridException.Kind kind : GridException.Kind.values())
        for (String path : new String[] {"/web/", "/node/"})
          assertThat(web.get(path + kind).header(RetryAfter.HEADER))
              .as(path + kind)
              .isEqualTo(RetryAfter.of(kind).orElse(""));
    } finally {
      Waiting.of(vertx.close());
    }
  }

  private static GridException failure(String kind) {
    return new GridException(GridException.Kind.valueOf(kind), "it failed");
  }
}
