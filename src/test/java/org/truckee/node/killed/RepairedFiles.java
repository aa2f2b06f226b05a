package org.truckee.node.killed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.truckee.crypto.StorageIndex;
import org.truckee.testing.Waiting;
import org.truckee.testing.http.WebPort;
import org.truckee.testing.known.Golden;

/**
 * A directory with files of all formats, which is deep-checked and repaired again and again. Its
 * servers lose shares of it whenever it is whole.
 */
final class RepairedFiles implements KilledWork {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int NEEDED = 2;
  private static final Map<String, Integer> SIZES =
      Map.of("large", 3 << 19, "small", 90_000, "sdmf", 60_000, "mdmf", 400_000);

  private final StoredFiles stored;
  private final Random random;
  private final Map<String, byte[]> contents = new HashMap<>();
  private String directory = "";
  private int losses;

  RepairedFiles(StoredFiles stored, Random random) {
    this.stored = stored;
    this.random = random;
  }

  @Override
  public void begin(WebPort gateway) {
    String cap = ok(gateway.send("POST", "/uri?t=mkdir&format=sdmf", new byte[0]));
    directory = WebPort.path(cap);
    SIZES.forEach(
        (name, size) -> {
          byte[] file = Golden.stream("repaired " + name, size);
          String format = name.endsWith("mf") ? name : "chk";
          String path = directory + "/" + name + "?format=" + format;
          contents.put(ok(gateway.send("PUT", path, file)), file);
        });
  }

  private static String ok(WebPort.Answer answer) {
    assertThat(answer.status()).as(answer.text()).isBetween(200, 201);
    return answer.text().strip();
  }

  @Override
  public void step(WebPort gateway) throws IOException {
    List<JsonNode> things = repair(gateway);
    if (things.size() == SIZES.size() + 1 && things.stream().allMatch(RepairedFiles::isWhole))
      loseSome(things);
  }

  /** The results of all things; fewer if the walk broke off. */
  private List<JsonNode> repair(WebPort gateway) throws IOException {
    String path = directory + "?t=stream-deep-check&verify=true&repair=true&output=json";
    List<JsonNode> things = new ArrayList<>();
    for (String line : gateway.send("POST", path, new byte[0]).text().split("\n", -1)) {
      if (!line.startsWith("{")) continue;
      JsonNode unit = JSON.readTree(line);
      if (unit.has("check-and-repair-results")) things.add(unit);
    }
    return things;
  }

  private static boolean isWhole(JsonNode thing) {
    JsonNode after = thing.at("/check-and-repair-results/post-repair-results/results");
    return after.path("healthy").asBoolean()
        && after.path("count-shares-good").asInt() == after.path("count-shares-expected").asInt()
        && after.path("count-corrupt-shares").asInt() == 0;
  }

  /** So many that every file can be read from what is left. */
  private void loseSome(List<JsonNode> things) throws IOException {
    List<String> servers = new ArrayList<>(stored.grid().storageServers());
    Collections.shuffle(servers, random);
    List<String> lost = servers.subList(0, 1 + random.nextInt(2));
    List<StorageIndex> files = new ArrayList<>();
    for (JsonNode thing : things)
      files.add(StorageIndex.parse(thing.path("storage-index").asText()));
    for (StorageIndex file : files) if (stored.without(lost, file).size() < NEEDED) return;
    for (StorageIndex file : files) stored.lose(lost, file);
    losses++;
  }

  /** One repair is enough when all servers answer; a server may still be suspected at first. */
  @Override
  public void settle(WebPort gateway) throws IOException {
    Waiting.until(
        () ->
            assertThat(repair(gateway))
                .hasSize(SIZES.size() + 1)
                .allMatch(RepairedFiles::isWhole, "whole"));
    for (Map.Entry<String, byte[]> file : contents.entrySet()) {
      assertThat(gateway.read(file.getKey()).bytes()).isEqualTo(file.getValue());
      assertThat(stored.without(List.of(), StoredFiles.index(file.getKey())))
          .containsExactly(0, 1, 2, 3, 4);
    }
    assertThat(losses).as("times at which shares were lost").isPositive();
    System.out.println("shares were lost and made anew " + losses + " times");
  }
}
