package org.truckee.web.damage;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.client.server.connection.ServerTimeouts;
import org.truckee.testing.faults.Faults;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestServer;
import org.truckee.testing.grid.TestVdrive;
import org.truckee.testing.http.Markup;
import org.truckee.testing.http.WebPort;
import org.truckee.vdrive.VdriveConfig;
import org.truckee.vdrive.VdriveLimits;

/** Failures on a real grid, each told three times: as a page, as an object, and in a sentence. */
class FailuresTest {
  private static final int LARGEST = 1 << 20;
  private static final byte[] NOTHING = new byte[0];

  @TempDir static Path directory;
  private static TestVdrive vdrive;
  private static TestGrid grid;
  private static GatewaySettings settings;
  private static WebPort web;
  private static int files;

  @BeforeAll
  static void start() {
    vdrive = TestVdrive.start(directory);
    settings = settings(vdrive);
    grid = TestGrid.start(directory.resolve("grid"), 10, settings);
    web = grid.web();
  }

  private static GatewaySettings settings(TestVdrive server) {
    return GatewaySettings.usual().filesUpTo(LARGEST).vdrive(server, server.makeRoot());
  }

  @AfterAll
  static void stop() {
    grid.close();
    vdrive.close();
  }

  @AfterEach
  void behave() {
    grid.servers().forEach(TestServer::behave);
    vdrive.behave();
    grid.waitUntilTrusted();
  }

  /** A file that was never there before, and is too long to be kept in its own link. */
  private static byte[] file() {
    return ("file " + files++ + " of these tests, which is long enough to be kept on servers")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String newDirectory() {
    WebPort.Answer made = web.send("POST", "/uri?t=mkdir", NOTHING);
    assertThat(made.status()).isEqualTo(200);
    return WebPort.path(made.text().strip()) + "/";
  }

  /** All servers but the first {@code staying} misbehave by {@code fault}. */
  private static List<TestServer> lose(int staying, Handler<RoutingContext> fault) {
    List<TestServer> away = grid.servers().subList(staying, 10);
    away.forEach(server -> server.misbehave(fault));
    return away;
  }

  private static String[] names(List<TestServer> servers) {
    return servers.stream().map(TestServer::name).toArray(String[]::new);
  }

  /** Checks the three forms of a failure, each with {@code words} in it. */
  private static void assertTold(
      WebPort web, String request, byte[] body, int status, String kind, String... words) {
    String method = request.substring(0, request.indexOf(' '));
    String path = request.substring(request.indexOf(' ') + 1);
    assertTold(accept -> web.send(method, path, body, "Accept", accept), status, kind, words);
  }

  /** Checks the failure of {@code request} in every form of answer. */
  private static void assertTold(
      Function<String, WebPort.Answer> request, int status, String kind, String... words) {
    WebPort.Answer page = request.apply("text/html,*/*;q=0.8");
    WebPort.Answer object = request.apply("application/json");
    WebPort.Answer sentence = request.apply("*/*");

    for (WebPort.Answer answer : List.of(page, object, sentence)) {
      assertThat(answer.status()).as(answer.text()).isEqualTo(status);
      assertThat(answer.text()).doesNotContain("URI:", "Exception", "java.");
      assertThat(answer.text().replace("&#39;", "'")).contains(words);
    }
    assertThat(page.header("Content-Type")).startsWith("text/html");
    assertThat(page.text())
        .contains("<h2>Why</h2>", "<h2>What would help</h2>", "Error " + status + ", " + kind);
    assertThat(Markup.faults(page.text())).isEmpty();
    assertThat(object.header("Content-Type")).isEqualTo("application/json");
    JsonObject error = new JsonObject(object.text()).getJsonObject("error");
    assertThat(error.getInteger("status")).isEqualTo(status);
    assertThat(error.getString("kind")).isEqualTo(kind);
    assertThat(error.getJsonArray("why")).isNotEmpty();
    assertThat(error.getString("what")).isNotBlank();
    assertThat(error.getString("help")).isNotBlank();
    assertThat(sentence.header("Content-Type")).startsWith("text/plain");
  }

  private static void assertTold(
      String request, byte[] body, int status, String kind, String... words) {
    assertTold(web, request, body, status, kind, words);
  }

  @Test
  void tooFewShares_ofAFile_theServersThatDidNotAnswerAreNamed() {
    String cap = web.put(file());
    String request = "GET " + WebPort.path(cap);
    List<TestServer> away = lose(2, Faults.hangUp());
    assertTold(request, NOTHING, 410, "NOT_ENOUGH_SHARES", names(away));
    assertTold(request, NOTHING, 410, "NOT_ENOUGH_SHARES", "2 of 10 shares could be read, 3 are");
  }

  @Test
  void tooFewShares_ofADirectory_theServersThatDidNotAnswerAreNamed() {
    String request = "GET " + newDirectory();
    List<TestServer> away = lose(2, Faults.hangUp());
    assertTold(request, NOTHING, 410, "UNRECOVERABLE", names(away));
    assertTold(request, NOTHING, 410, "UNRECOVERABLE", "2 of 10 shares found, 3 needed");
  }

  @Test
  void tooFewServers_forAFile_andForADirectory() {
    List<TestServer> away = lose(5, Faults.hangUp());
    assertTold("PUT /uri", file(), 503, "UNHAPPY", names(away));
    assertTold("PUT /uri", file(), 503, "UNHAPPY", "only 5 servers, at least 7 are needed");
    assertTold("POST /uri?t=mkdir", NOTHING, 503, "UNHAPPY", names(away));
    assertTold("POST /uri?t=mkdir", NOTHING, 503, "UNHAPPY", "at least 7 are needed");
  }

  @Test
  void noSpace() {
    try (TestVdrive small = smallVdrive()) {
      WebPort there = grid.gateway(settings(small)).web();
      assertThat(there.send("PUT", "/vdrive/global/a.txt", file()).status()).isEqualTo(201);
      String words = "a directory has at most 1 entries here";
      assertTold(there, "PUT /vdrive/global/b.txt", file(), 507, "NO_SPACE", words);
    }
  }

  private static TestVdrive smallVdrive() {
    Path file = directory.resolve("small.sqlite");
    return TestVdrive.start(
        new VdriveConfig(file, new VdriveLimits(false, 1, 64 << 10, 1_000_000)));
  }

  @Test
  void allServersAreFull() {
    try (TestGrid full = TestGrid.start(directory.resolve("full"), 7)) {
      full.servers().forEach(TestServer::fillUp);
      WebPort there = full.web();
      String[] names = names(full.servers());
      for (String request : List.of("PUT /uri", "POST /uri?t=mkdir")) {
        byte[] body = request.startsWith("PUT") ? file() : NOTHING;
        assertTold(there, request, body, 507, "NO_SPACE", names);
        assertTold(there, request, body, 507, "NO_SPACE", "o server has room left for a share of ");
        assertTold(there, request, body, 507, "NO_SPACE", "hese servers are full: ");
        assertTold(there, request, body, 507, "NO_SPACE", "on 7 more would be enough");
      }
    }
  }

  @Test
  void theVdriveServerIsAway() {
    vdrive.stop();
    try {
      assertTold("GET /vdrive/global/", NOTHING, 503, "UNREACHABLE", "vdrive", "can't be reached");
      assertTold("PUT /vdrive/global/a.txt", file(), 503, "UNREACHABLE", "vdrive");
    } finally {
      vdrive.start();
    }
  }

  @Tag("slow")
  @Test
  void whatIsThereIsNotReplaced() {
    String here = newDirectory();
    assertThat(web.send("PUT", here + "a.txt", file()).status()).isEqualTo(201);
    String words = "There was already a child by that name";
    assertTold("PUT " + here + "a.txt?replace=false", file(), 409, "CONFLICT", words);
    assertTold(
        "POST " + here + "?t=mkdir&name=a.txt&replace=false", NOTHING, 409, "CONFLICT", words);
  }

  /** The work of another writer, done once the first request of some kind has come. */
  private static final class Rival implements Handler<RoutingContext> {
    private final Runnable work;
    private final AtomicBoolean called = new AtomicBoolean();
    private final Promise<Void> done = Promise.promise();

    Rival(Runnable work) {
      this.work = work;
    }

    /** Holds a request until the other writer is done. */
    @Override
    public void handle(RoutingContext ctx) {
      ctx.request().pause();
      if (called.compareAndSet(false, true))
        ctx.vertx().executeBlocking(this::run).onComplete(done);
      Faults.waitFor(done.future()).handle(ctx);
    }

    private Void run() {
      work.run();
      return null;
    }
  }

  private static boolean isUpload(RoutingContext ctx) {
    return ctx.request().path().contains("/immutable/");
  }

  /** One writer stores a file under a new name, and another one links something there meanwhile. */
  private static WebPort.Answer outrun(WebPort rival, String here, String accept) {
    String path = here + "new" + files + ".txt";
    Rival other = new Rival(() -> link(rival, path, "URI:LIT:nbswy3dp"));
    grid.servers().forEach(server -> server.misbehave(Faults.when(FailuresTest::isUpload, other)));
    return web.send("PUT", path + "?replace=false", file(), "Accept", accept);
  }

  private static void link(WebPort writer, String path, String cap) {
    byte[] body = cap.getBytes(StandardCharsets.UTF_8);
    assertThat(writer.send("PUT", path + "?t=uri", body).status()).isLessThan(300);
  }

  @Test
  void anotherWriterIsFaster_inDirectoriesOfBothKinds() {
    WebPort rival = grid.gateway(settings).web();
    for (String here : List.of("/vdrive/global/", newDirectory())) {
      String taken = "There was already a child by that name";
      assertTold(accept -> outrun(rival, here, accept), 409, "CONFLICT", taken);
      String now = "hat is there now is a file of 5 bytes";
      assertTold(accept -> outrun(rival, here, accept), 409, "CONFLICT", now);
    }
  }

  /** One writer renames a child, and another one replaces it before that is written. */
  private static WebPort.Answer replaceMeanwhile(WebPort rival, String accept) {
    String name = "moved" + files++;
    link(web, "/vdrive/global/" + name, "URI:LIT:nbswy3dp");
    Rival other = new Rival(() -> link(rival, "/vdrive/global/" + name, "URI:DIR2-LIT:"));
    vdrive.misbehave(
        Faults.when(
            ctx -> !ctx.request().method().equals(HttpMethod.GET) && !other.called.get(), other));
    String rename = "/vdrive/global/?t=rename&from_name=%s&to_name=other%s".formatted(name, name);
    return web.send("POST", rename, NOTHING, "Accept", accept);
  }

  @Test
  void whatIsRenamedIsReplacedMeanwhile_andNothingIsDone() {
    WebPort rival = grid.gateway(settings).web();
    String meanwhile = "he child was replaced by another one meanwhile";
    assertTold(accept -> replaceMeanwhile(rival, accept), 409, "CONFLICT", meanwhile);
    String now = "hat is there now is a directory that never changes";
    assertTold(accept -> replaceMeanwhile(rival, accept), 409, "CONFLICT", now);
  }

  @Test
  void aBadCapability() {
    assertTold("GET /uri/URI%3ACHK%3Axx", NOTHING, 400, "BAD_CAP", "");
    assertTold("GET /uri/nonsense", NOTHING, 400, "BAD_CAP", "");
  }

  @Test
  void whoMayOnlyRead() {
    String readOnly =
        WebPort.path(web.get(newDirectory() + "?t=readonly-uri").text().strip()) + "/";
    assertTold("PUT " + readOnly + "a.txt", file(), 403, "FORBIDDEN", "only reads the directory");
    assertTold("POST " + readOnly + "?t=mkdir&name=a", NOTHING, 403, "FORBIDDEN", "only reads");
    assertTold("POST " + readOnly + "?t=unlink&name=a", NOTHING, 403, "FORBIDDEN", "only reads");
  }

  @Test
  void aFileThatIsTooLarge() {
    byte[] large = new byte[LARGEST + 1];
    assertTold("PUT /uri", large, 413, "TOO_LARGE", "at most " + LARGEST + " bytes");
  }

  @Tag("slow")
  @Test
  void serversThatTakeTooLong() {
    String cap = web.put(file());
    ServerTimeouts little = new ServerTimeouts(5_000, 1_000, 1_000, 100);
    WebPort impatient = grid.gateway(settings(vdrive).patience(little)).web();
    lose(2, Faults.stall());
    assertTold(
        impatient,
        "GET " + WebPort.path(cap),
        NOTHING,
        503,
        "UNREACHABLE",
        "2 of 10 shares could be read",
        grid.server(9).name());
    vdrive.misbehave(Faults.stall());
    WebPort.Answer stalled = impatient.get("/vdrive/global/");
    assertThat(stalled.status()).isEqualTo(503);
    assertThat(stalled.text()).contains("did not answer in time");
  }
}
