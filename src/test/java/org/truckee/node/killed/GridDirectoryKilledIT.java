package org.truckee.node.killed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.node.process.ProcessGrid;

/**
 * A gateway that is killed while it writes to directories on the grid, again and again: ten times
 * in one run, at moments that are drawn anew in each run.
 */
@Tag("slow")
class GridDirectoryKilledIT {
  private static final int SERVERS = 4;
  private static final Map<String, Integer> ENCODING =
      Map.of("needed", 2, "happy", 3, "total", SERVERS);
  private static final int KILLS = 10;
  private static final int LONGEST_WAIT_MILLIS = 400;
  private static final int WRITERS = 2;

  /** So many that the table of an MDMF directory has several segments. */
  private static final int CHILDREN_BEFORE = 450;

  private static final String FILE = "URI:LIT:nbswy3dp";

  @TempDir Path root;
  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  /** The names in each directory that were acknowledged. */
  private final Map<String, Set<String>> acknowledged = new TreeMap<>();

  @Test
  void whateverMomentTheWriterDies_theDirectoryIsRead_andWrittenAgain() throws Exception {
    try (ProcessGrid grid = new ProcessGrid(root)) {
      grid.startIntroducer();
      grid.startStorageServers(SERVERS, List.of());
      grid.startGateway("gateway", ENCODING, List.of());
      grid.waitForServers("gateway", SERVERS);
      for (String format : List.of("sdmf", "mdmf")) make(grid, format);
      for (int kill = 1; kill <= KILLS; kill++) {
        killWhileWriting(grid, kill);
        grid.start("gateway", List.of());
        grid.waitForServers("gateway", SERVERS);
        for (String directory : acknowledged.keySet()) assertIsAllThere(grid, directory, kill);
      }
      assertThat(count()).isGreaterThan(2 * CHILDREN_BEFORE + KILLS);
      for (String directory : acknowledged.keySet()) {
        put(grid, directory, "last");
        JsonNode check = ask(grid, "POST", directory + "?t=check&verify=true&output=JSON", "");
        assertThat(check.at("/results/healthy").asBoolean()).as("seed %d", seed).isTrue();
      }
    }
  }

  private void make(ProcessGrid grid, String format) throws IOException {
    ObjectNode children = new ObjectMapper().createObjectNode();
    for (int i = 0; i < CHILDREN_BEFORE; i++)
      children.putArray("before " + i).add("filenode").addObject().put("ro_uri", FILE);
    String made =
        send(grid, "POST", "/uri?t=mkdir-with-children&format=" + format, children.toString());
    String directory = "/uri/" + made.strip().replace(":", "%3A");
    acknowledged.put(directory, ConcurrentHashMap.newKeySet());
    children.fieldNames().forEachRemaining(acknowledged.get(directory)::add);
  }

  private void killWhileWriting(ProcessGrid grid, int kill) throws Exception {
    long before = count();
    List<CompletableFuture<Void>> writers = new ArrayList<>();
    for (String directory : acknowledged.keySet()) {
      for (int i = 0; i < WRITERS; i++) {
        String name = "kill " + kill + " writer " + i + " number ";
        writers.add(CompletableFuture.runAsync(() -> writeUntilCut(grid, directory, name)));
      }
    }
    await().atMost(Duration.ofMinutes(1)).until(() -> count() > before);
    Thread.sleep(random.nextInt(LONGEST_WAIT_MILLIS));
    grid.kill("gateway");
    CompletableFuture.allOf(writers.toArray(CompletableFuture[]::new)).join();
  }

  private long count() {
    return acknowledged.values().stream().mapToLong(Set::size).sum();
  }

  private void writeUntilCut(ProcessGrid grid, String directory, String name) {
    try {
      for (int number = 0; ; number++) {
        put(grid, directory, name + number);
        acknowledged.get(directory).add(name + number);
      }
    } catch (IOException cut) {
      assertThat(cut).hasMessageNotContaining("HTTP response code");
    }
  }

  private static void put(ProcessGrid grid, String directory, String name) throws IOException {
    send(grid, "PUT", directory + "/" + name.replace(" ", "%20") + "?t=uri", FILE);
  }

  private void assertIsAllThere(ProcessGrid grid, String directory, int kill) throws IOException {
    Set<String> found = new HashSet<>();
    ask(grid, "GET", directory + "?t=json", "")
        .at("/1/children")
        .fieldNames()
        .forEachRemaining(found::add);
    assertThat(found)
        .as("after kill %d, seed %d", kill, seed)
        .containsAll(acknowledged.get(directory));
  }

  private static JsonNode ask(ProcessGrid grid, String method, String path, String body)
      throws IOException {
    return new ObjectMapper().readTree(send(grid, method, path, body));
  }

  private static String send(ProcessGrid grid, String method, String path, String body)
      throws IOException {
    HttpURLConnection http =
        (HttpURLConnection) grid.url("gateway").resolve(path).toURL().openConnection();
    http.setRequestMethod(method);
    if (!body.isEmpty()) {
      http.setDoOutput(true);
      try (OutputStream out = http.getOutputStream()) {
        out.write(body.getBytes(StandardCharsets.UTF_8));
      }
    }
    return new String(http.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
