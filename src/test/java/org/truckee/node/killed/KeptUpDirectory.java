package org.truckee.node.killed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.truckee.cap.Capability;
import org.truckee.crypto.StorageIndex;
import org.truckee.testing.Waiting;
import org.truckee.testing.http.WebPort;
import org.truckee.testing.known.Golden;

/**
 * A directory that the gateway keeps up by itself. Files of all formats are put in while servers
 * are away, so that they are stored on too few of them, and some lose a server's shares at once;
 * upkeep is told to make them whole and to spread them.
 */
final class KeptUpDirectory implements KilledWork {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int NEEDED = 2;
  private static final int LOOKS = 20;
  private static final List<String> FORMATS = List.of("chk", "sdmf", "chk", "mdmf");

  /**
   * The size of files of which shares are moved in parts, and how many others are put before one.
   */
  private static final int LARGE = 9 << 19;

  private static final int SMALL_ONES = 15;

  private final StoredFiles stored;
  private final Random random;
  private final Map<String, byte[]> files = new HashMap<>();

  /** The files that upkeep knows to be on too few servers, if they are. */
  private final Set<String> noted = new HashSet<>();

  private String directory = "";
  private int number;
  private int crowded;
  private int crowdedMutable;

  KeptUpDirectory(StoredFiles stored, Random random) {
    this.stored = stored;
    this.random = random;
  }

  @Override
  public void begin(WebPort gateway) {
    String cap = gateway.send("POST", "/uri?t=mkdir&format=sdmf", new byte[0]).text().strip();
    directory = WebPort.path(cap);
    String add = "/upkeep?t=add&name=kept&cap=" + directory.substring("/uri/".length());
    assertThat(gateway.send("POST", add, new byte[0]).status()).isEqualTo(200);
  }

  @Override
  public void step(WebPort gateway) throws IOException {
    String format = FORMATS.get(++number % FORMATS.size());
    int size = number % (SMALL_ONES + 1) == SMALL_ONES ? LARGE : 20_000 + random.nextInt(100_000);
    byte[] file = Golden.stream("kept up " + number, size);
    String path = directory + "/file" + number + "?format=" + format;
    WebPort.Answer put = gateway.send("PUT", path, file);
    if (put.status() > 201) return;
    String cap = put.text().strip();
    files.put(cap, file);
    if (isCrowded(cap) && random.nextBoolean()) lose(StoredFiles.index(cap));
    if (gateway.send("POST", "/upkeep?t=run", new byte[0]).status() == 200) noted.add(cap);
    for (int look = 0; look < LOOKS && isAtWork(gateway); look++)
      ;
  }

  private boolean isCrowded(String cap) throws IOException {
    boolean few = stored.holders(StoredFiles.index(cap)).size() < servers().size();
    if (few) crowded++;
    if (few && Capability.parse(cap).isMutable()) crowdedMutable++;
    return few;
  }

  private List<String> servers() {
    return stored.grid().storageServers();
  }

  private void lose(StorageIndex file) throws IOException {
    List<String> holders = new ArrayList<>(stored.holders(file));
    Collections.shuffle(holders, random);
    List<String> lost = holders.subList(0, 1);
    if (stored.without(lost, file).size() >= NEEDED) stored.lose(lost, file);
  }

  private static boolean isAtWork(WebPort gateway) throws IOException {
    JsonNode state = state(gateway);
    return !state.path("work").isNull() || state.path("things").path("due").asInt() > 0;
  }

  private static JsonNode state(WebPort gateway) throws IOException {
    return JSON.readTree(gateway.get("/upkeep?t=json").text());
  }

  @Override
  public void settle(WebPort gateway) throws IOException {
    assertThat(gateway.send("POST", "/upkeep?t=run", new byte[0]).status()).isEqualTo(200);
    Waiting.until(() -> assertThat(isDone(state(gateway))).isTrue());
    for (String cap : noted) {
      assertThat(stored.holders(StoredFiles.index(cap))).as(cap).isEqualTo(servers());
      Waiting.until(() -> assertSafe(check(gateway, cap)));
    }
    for (Map.Entry<String, byte[]> file : files.entrySet())
      assertThat(gateway.read(file.getKey()).bytes()).isEqualTo(file.getValue());
    assertThat(crowded).as("files that were stored on too few servers").isPositive();
    System.out.printf(
        "%d files were kept up, %d on too few servers, %d of these mutable%n",
        files.size(), crowded, crowdedMutable);
  }

  private static JsonNode check(WebPort gateway, String cap) throws IOException {
    String path = WebPort.path(cap) + "?t=check&verify=true&output=json";
    return JSON.readTree(gateway.send("POST", path, new byte[0]).text()).path("results");
  }

  /** A busy server may leave one check without an answer. */
  private void assertSafe(JsonNode found) {
    assertThat(found.path("healthy").asBoolean()).as("%s", found).isTrue();
    assertThat(found.path("count-happiness").asInt()).as("%s", found).isEqualTo(servers().size());
  }

  /** No work is under way, nothing is due, and each root has been walked without trouble. */
  private static boolean isDone(JsonNode state) {
    for (JsonNode root : state.path("roots")) if (!root.path("trouble").isNull()) return false;
    return state.path("work").isNull()
        && state.path("things").path("due").asInt() == 0
        && state.path("things").path("unchecked").asInt() == 0
        && state.path("things").path("unhealable").asInt() == 0;
  }
}
