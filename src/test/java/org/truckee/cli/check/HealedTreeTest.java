package org.truckee.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.testing.command.CommandRun;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGateway;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestServer;
import org.truckee.testing.http.WebPort;
import org.truckee.testing.known.Golden;

/**
 * A tree with everything in it, on ten servers, of which seven are lost and new ones come in their
 * places: one {@code deep-check --repair} heals it.
 */
@Tag("slow")
class HealedTreeTest {
  private static final int LOST = 7;

  @TempDir Path directory;
  @TempDir Path home;
  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private TestGrid grid;
  private String root;

  @BeforeEach
  void start() throws IOException {
    grid = TestGrid.start(directory, 10);
    Path node = Files.createDirectories(home.resolve(".truckee/private")).getParent();
    Files.writeString(node.resolve("node.url"), grid.web().address() + "\n");
    root = makeTree();
  }

  @AfterEach
  void stop() {
    grid.close();
  }

  private String makeTree() {
    String top = grid.web().send("POST", "/uri?t=mkdir", new byte[0]).text();
    String tree = "/uri/" + top;
    grid.web().send("POST", tree + "/sub/deeper?t=mkdir&format=mdmf", new byte[0]);
    put(tree, "small", 500, "");
    put(tree, "literal", 20, "");
    put(tree, "sdmf", 3000, "?format=sdmf");
    put(tree, "sub/mdmf", 300_000, "?format=mdmf");
    put(tree, "sub/empty", 0, "?format=sdmf");
    put(tree, "sub/deeper/large", 2_500_000, "");
    fix(tree + "/fixed", top);
    return top;
  }

  private void put(String tree, String path, int size, String form) {
    files.put(path, Golden.stream(path, size));
    grid.web().send("PUT", tree + "/" + path + form, files.get(path));
  }

  /** Makes an immutable directory with one of the files. */
  private void fix(String place, String top) {
    String file = grid.web().get("/uri/" + top + "/small?t=uri").text();
    String children =
        new JsonObject()
            .put("again", List.of("filenode", new JsonObject().put("ro_uri", file)))
            .encode();
    grid.web()
        .send("POST", place + "?t=mkdir-immutable", children.getBytes(StandardCharsets.UTF_8));
    files.put("fixed/again", files.get("small"));
  }

  private void loseMostServers() {
    grid.servers().subList(0, LOST).forEach(TestServer::stop);
    for (int i = 0; i < LOST; i++) grid.join();
  }

  private CommandRun run(String... command) {
    return CommandRun.of("truckee", home, "", command);
  }

  @Test
  void sevenOfTenServersThatAreReplaced_areMadeUpForByOneCommand() {
    loseMostServers();
    CommandRun before = run("deep-check", root);
    assertThat(before.exitCode()).isEqualTo(1);
    assertThat(before.text()).contains("1 healthy, 9 unhealthy");

    CommandRun repaired = run("deep-check", "--repair", root);
    assertThat(repaired.text())
        .endsWith(
            """
            done: 10 objects checked
             pre-repair: 1 healthy, 9 unhealthy
             9 repairs attempted, 9 successful, 0 failed
             post-repair: 10 healthy, 0 unhealthy
            """);
    assertThat(repaired.exitCode()).isZero();
    assertThat(run("deep-check", "--verify", root).exitCode()).isZero();
    for (int first : new int[] {LOST, LOST + 3, 2 * LOST}) assertReadable(first);
  }

  /** Reads the tree by a gateway that knows three servers, from {@code first} on. */
  private void assertReadable(int first) {
    List<TestServer> three = grid.servers().subList(first, first + 3);
    TestGateway fresh = grid.gateway(GatewaySettings.usual(), three);
    WebPort web = fresh.web();
    files.forEach(
        (path, contents) ->
            assertThat(web.get("/uri/" + root + "/" + path).bytes()).as(path).isEqualTo(contents));
  }
}
