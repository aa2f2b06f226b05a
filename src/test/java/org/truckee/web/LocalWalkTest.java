package org.truckee.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.testing.Waiting;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestServer;
import org.truckee.testing.http.WebPort;
import org.truckee.web.guard.WebSettings;

/** {@code localdir=} goes no further than the file at which its reader went away. */
class LocalWalkTest {
  private static final byte[] NOTHING = {};
  private static final List<String> NAMES = List.of("1", "2");

  @TempDir static Path directory;
  private static Path local;
  private static TestGrid grid;
  private static TestServer server;

  @BeforeAll
  static void start() throws IOException {
    local = Files.createDirectory(directory.resolve("local")).toRealPath();
    WebSettings web = WebSettings.usual("gateway", "truckee/test").withLocalFolders(List.of(local));
    grid = TestGrid.start(directory.resolve("grid"), 1, GatewaySettings.encoding(1, 1, 1).web(web));
    server = grid.server(0);
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  @Test
  void aDownload() throws IOException {
    String dir = WebPort.path(grid.web().send("POST", "/uri?t=mkdir", NOTHING).text().strip());
    for (String name : NAMES) grid.web().send("PUT", dir + "/" + name, contents("down " + name));
    Path target = local.resolve("down");

    String[] files = filesTouched("GET " + dir + "?t=download&localdir=" + target);

    assertThat(files).hasSize(1);
    Waiting.untilTrue(() -> Files.exists(target.resolve("1")));
    assertThat(target).isDirectoryNotContaining("glob:**/2");
  }

  @Test
  void anUpload() throws IOException {
    String dir = WebPort.path(grid.web().send("POST", "/uri?t=mkdir", NOTHING).text().strip());
    Path source = Files.createDirectory(local.resolve("up"));
    for (String name : NAMES) Files.write(source.resolve(name), contents("up " + name));

    String[] files = filesTouched("PUT " + dir + "/up?t=upload&localdir=" + source);

    assertThat(files).hasSize(1);
  }

  private static byte[] contents(String name) {
    return (name + " holds too many words to stand in a capability of its own").getBytes(UTF_8);
  }

  /**
   * Asks, and goes away when the server is first asked for something of a file; the storage indexes
   * of all files that it was asked for in the end.
   */
  private static String[] filesTouched(String request) throws IOException {
    int before = server.requests().size();
    Queue<Runnable> held = new ConcurrentLinkedQueue<>();
    server.misbehave(
        asked -> {
          Context own = asked.vertx().getOrCreateContext();
          if (isForFile(asked.request().path()))
            held.add(() -> own.runOnContext(now -> asked.next()));
          else asked.next();
        });
    Socket reader = grid.web().begin(request + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    Waiting.untilTrue(() -> !held.isEmpty());
    reader.close();
    seeThatReaderIsGone();
    server.behave();
    held.forEach(Runnable::run);
    return restOf(before);
  }

  private static boolean isForFile(String path) {
    return path.contains("/immutable/");
  }

  /** A gateway that has answered the second of two requests saw all that came before the first. */
  private static void seeThatReaderIsGone() {
    for (int i = 0; i < 2; i++) grid.web().get("/uri/URI%3ALIT%3A");
  }

  private static String[] restOf(int before) {
    Waiting.untilTrue(() -> filesSince(before).length > 0);
    Waiting.untilAtRest(() -> server.requests().size());
    return filesSince(before);
  }

  private static String[] filesSince(int before) {
    return server.requests().stream()
        .skip(before)
        .map(TestServer.Request::path)
        .filter(LocalWalkTest::isForFile)
        .map(path -> path.replaceFirst(".*/immutable/([^/]*).*", "$1"))
        .distinct()
        .toArray(String[]::new);
  }
}
