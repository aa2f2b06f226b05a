package org.truckee.web.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.cap.Capability;
import org.truckee.client.directory.Directories;
import org.truckee.client.pool.Client;
import org.truckee.testing.Waiting;
import org.truckee.testing.grid.TestGrid;
import org.truckee.web.body.Bodies;
import org.truckee.web.page.Pages;
import org.truckee.web.reply.FrontDoor;
import org.truckee.web.request.Arguments;
import org.truckee.web.view.PageMaker;

/** The time for which ended operations are kept. */
class OperationsTest {
  private static final Duration LONG = Duration.ofDays(1);
  private static final Duration SHORT = Duration.ofMillis(20);

  @TempDir Path directory;
  private TestGrid grid;
  private Operations operations;
  private URI address;
  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeEach
  void startGrid() {
    grid = TestGrid.start(directory, 1);
  }

  @AfterEach
  void stop() {
    grid.close();
  }

  private void start(Duration uncollected, Duration collected) {
    Bodies bodies = new Bodies(grid.vertx(), grid.gateway().gateway(), 60_000);
    Pages pages = pages();
    operations =
        new Operations(
            grid.vertx(), new FrontDoor(bodies), pages, new OperationSpans(uncollected, collected));
    Router router = Router.router(grid.vertx());
    router.route().handler(OperationsTest::bind);
    router.post("/start").handler(this::begin);
    router.route("/operations/:handle").handler(operations::handle);
    HttpServer server = grid.vertx().createHttpServer().requestHandler(router);
    int port = Waiting.of(server.listen(0, "127.0.0.1")).actualPort();
    address = URI.create("http://127.0.0.1:" + port + "/");
  }

  private static void bind(RoutingContext ctx) {
    String from = ctx.request().getHeader("X-From");
    if (from != null) new Client(from).bind();
    ctx.next();
  }

  private static Pages pages() {
    return new Pages("gateway", "truckee/test", new Random(1));
  }

  /** Counts an empty directory, which is done at once. */
  private void begin(RoutingContext ctx) {
    Directories directories = grid.gateway().gateway().directories();
    Operation operation =
        Operation.start(
            directories,
            directories.open(Capability.parse("URI:DIR2-LIT:")),
            new DeepStatsReport(new PageMaker(pages()), true));
    Arguments arguments = Arguments.of(ctx.request());
    operation
        .done()
        .map(done -> operations.keep(OperationHandle.of(arguments), operation))
        .compose(reply -> reply.send(ctx))
        .onFailure(ctx::fail);
  }

  private int ask(String method, String path) throws Exception {
    return askFrom("192.0.2.1", method, path).statusCode();
  }

  private HttpResponse<Void> askFrom(String client, String method, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve(path))
            .header("X-From", client)
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    return http.send(request, HttpResponse.BodyHandlers.discarding());
  }

  private int askFromElsewhere(String method, String path) throws Exception {
    return askFrom("192.0.2.2", method, path).statusCode();
  }

  @Test
  void whatNobodyAsksFor_isForgottenInTheEnd() throws Exception {
    start(SHORT, LONG);
    assertThat(ask("POST", "/start?ophandle=a")).isEqualTo(302);
    Waiting.untilTrue(() -> operations.count() == 0);
    assertThat(ask("GET", "/operations/a")).isEqualTo(500);
  }

  @Test
  void whatWasAskedFor_isForgottenSooner() throws Exception {
    start(LONG, SHORT);
    ask("POST", "/start?ophandle=a");
    ask("POST", "/start?ophandle=b");
    assertThat(ask("GET", "/operations/a")).isEqualTo(200);
    Waiting.untilTrue(() -> operations.count() == 1);
    assertThat(ask("GET", "/operations/b?retain-for=1000")).isEqualTo(200);
    assertThat(ask("GET", "/operations/b?release-after-complete=true")).isEqualTo(200);
    assertThat(operations.count()).isZero();
  }

  @Test
  void whatIsToBeRetained_outlivesBothSpans() throws Exception {
    start(SHORT, SHORT);
    ask("POST", "/start?ophandle=a&retain-for=1000");
    assertThat(ask("GET", "/operations/a?retain-for=1000")).isEqualTo(200);
    ask("POST", "/start?ophandle=b");
    Waiting.untilTrue(() -> operations.count() == 1);
    assertThat(ask("GET", "/operations/a?retain-for=0")).isEqualTo(200);
    Waiting.untilTrue(() -> operations.count() == 0);
  }

  @Test
  void aHandleThatIsGivenAgain_standsForTheLaterOperation() throws Exception {
    start(LONG, LONG);
    ask("POST", "/start?ophandle=a");
    ask("POST", "/start?ophandle=a");
    assertThat(operations.count()).isEqualTo(1);
    assertThat(ask("POST", "/operations/a?t=cancel")).isEqualTo(200);
    assertThat(operations.count()).isZero();
  }

  @Test
  void aHandleThatCanBeGuessed_worksOnlyForTheClientThatChoseIt() throws Exception {
    start(LONG, LONG);
    ask("POST", "/start?ophandle=a");

    assertThat(askFromElsewhere("GET", "/operations/a")).isEqualTo(500);
    assertThat(askFromElsewhere("POST", "/operations/a?t=cancel")).isEqualTo(500);
    assertThat(askFromElsewhere("POST", "/start?ophandle=a")).isEqualTo(500);

    assertThat(ask("GET", "/operations/a")).isEqualTo(200);
  }

  @Test
  void anEmptyHandle_becomesOneThatNobodyCanGuess_andThatWorksForAllWhoKnowIt() throws Exception {
    start(LONG, LONG);

    String one =
        askFrom("192.0.2.1", "POST", "/start?ophandle=").headers().map().get("location").get(0);
    String other =
        askFrom("192.0.2.1", "POST", "/start?ophandle=").headers().map().get("location").get(0);

    assertThat(one).matches("\\./operations/[a-z2-7]{26}").isNotEqualTo(other);
    assertThat(askFromElsewhere("GET", one.substring(1))).isEqualTo(200);
  }

  @Test
  void whatHasEnded_makesRoom_andAClientCanNotTakeAllOfIt() throws Exception {
    start(LONG, LONG);
    assertThat(askFromElsewhere("POST", "/start?ophandle=other")).isEqualTo(302);
    for (int i = 0; i < 201; i++)
      assertThat(ask("POST", "/start?retain-for=31536000&ophandle=" + i)).isEqualTo(302);

    assertThat(operations.count()).isEqualTo(201);
    assertThat(ask("GET", "/operations/0")).isEqualTo(500);
    assertThat(ask("GET", "/operations/200")).isEqualTo(200);
    assertThat(askFromElsewhere("GET", "/operations/other")).isEqualTo(200);
  }

  @Test
  void aHandleThatCanBeNoPartOfAnAddress_isRefused() {
    for (String handle : List.of(".", "..", "%2e%2e", "h".repeat(1001)))
      assertThat(startDeepStats(handle)).as(handle).isEqualTo(400);
    for (String handle : List.of("...", "a/b", "x%20y", "h".repeat(1000)))
      assertThat(startDeepStats(handle)).as(handle).isEqualTo(302);
  }

  private int startDeepStats(String handle) {
    String path = "/uri/URI:DIR2-LIT:?t=start-deep-stats&ophandle=" + handle;
    return grid.web().send("POST", path, new byte[0]).status();
  }
}
