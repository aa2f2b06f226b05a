package org.truckee.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.bytes.Bytes;
import org.truckee.storage.disk.StorageConfig;
import org.truckee.storage.share.StoragePolicy;
import org.truckee.testing.grid.StorageFixture;
import org.truckee.testing.known.Golden;

/**
 * Everything that the real Tahoe-LAFS was seen to ask of and get from its own storage server, asked
 * of ours in the same order.
 */
class TahoeTranscriptTest {
  private static final CBORMapper CBOR = new CBORMapper();

  /**
   * Our statuses where Tahoe answers 500: ours tells the fault of the request; and a JSON body (73)
   * is one that ours reads, so that it is malformed instead of unknown.
   */
  private static final Map<Integer, Integer> OUR_STATUS =
      Map.of(73, 400, 85, 416, 87, 416, 88, 400, 136, 409, 137, 409, 138, 409, 139, 409);

  /** Tahoe knows no JSON and refuses a client that takes any type; ours speaks both. */
  private static final Set<Integer> MORE_LENIENT = Set.of(59, 60, 109);

  /** Free space differs from disk to disk, and so does the program's name. */
  private static final String VERSION = "/storage/v1/version";

  @TempDir Path directory;

  private final List<String> differences = new ArrayList<>();

  @Test
  void everyRecordedExchange_isAnsweredInTheSameWay() {
    JsonNode node = Golden.json("gbs-server.json");
    StorageConfig config =
        new StorageConfig(
            directory,
            Bytes.ofBase32(node.get("tubid").asText()),
            new StoragePolicy(0, false, 1L << 60, false));
    try (StorageFixture server =
        StorageFixture.start(config, InstantSource.system(), node.get("authorization").asText())) {
      List<JsonNode> rows = Golden.rows("gbs-transcript.jsonl.gz");
      for (int from = 0, to; from < rows.size(); from = to) {
        to = endOfBurst(rows, from);
        if (to == from + 1) compare(rows.get(from), ask(server, rows.get(from)));
        else compareBurst(server, rows.subList(from, to));
      }
    }
    assertThat(differences).isEmpty();
  }

  /**
   * A gateway writes all its mutable shares at once, so that the order in which the server took
   * them is not known.
   */
  private static int endOfBurst(List<JsonNode> rows, int from) {
    int to = from + 1;
    while (to < rows.size() && isWrite(rows.get(from)) && sameStep(rows.get(from), rows.get(to)))
      to++;
    return to;
  }

  private static boolean isWrite(JsonNode row) {
    return row.get("step").asText().startsWith("gateway")
        && row.get("path").asText().endsWith("/read-test-write");
  }

  private static boolean sameStep(JsonNode one, JsonNode other) {
    return one.get("step").equals(other.get("step")) && one.get("path").equals(other.get("path"));
  }

  private static StorageFixture.Answer ask(StorageFixture server, JsonNode row) {
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    row.get("headers")
        .forEach(header -> headers.add(Map.entry(header.get(0).asText(), header.get(1).asText())));
    Buffer body = Buffer.buffer(HexFormat.of().parseHex(row.get("body").asText()));
    return server.send(row.get("method").asText(), row.get("path").asText(), headers, body);
  }

  private void compare(JsonNode row, StorageFixture.Answer answer) {
    int number = row.get("n").asInt();
    int recorded = MORE_LENIENT.contains(number) ? 200 : row.get("status").asInt();
    int expected = OUR_STATUS.getOrDefault(number, recorded);
    expect(row, "status", expected, answer.status());
    if (expected >= 300 || expected == 204 || MORE_LENIENT.contains(number)) return;
    row.get("answerHeaders")
        .properties()
        .forEach(
            header ->
                expect(
                    row,
                    header.getKey(),
                    header.getValue().asText(),
                    answer.headers().get(header.getKey())));
    if (row.get("method").asText().equals("HEAD") || row.get("path").asText().equals(VERSION))
      return;
    byte[] body = HexFormat.of().parseHex(row.get("answer").asText());
    boolean message = row.get("answerHeaders").path("Content-Type").asText().endsWith("/cbor");
    if (message) expect(row, "message", tree(body), tree(answer.body().getBytes()));
    else expect(row, "body", Bytes.wrap(body), Bytes.wrap(answer.body().getBytes()));
  }

  /** The writer that comes third sees two changed shares, whichever these are. */
  private void compareBurst(StorageFixture server, List<JsonNode> rows) {
    List<List<String>> recorded = new ArrayList<>();
    List<List<String>> ours = new ArrayList<>();
    for (JsonNode row : rows) {
      recorded.add(seen(HexFormat.of().parseHex(row.get("answer").asText())));
      StorageFixture.Answer answer = ask(server, row);
      expect(row, "status", row.get("status").asInt(), answer.status());
      ours.add(seen(answer.body().getBytes()));
    }
    if (!Set.copyOf(recorded).equals(Set.copyOf(ours)))
      differences.add(rows.get(0).get("n") + " burst: " + recorded + " but got " + ours);
  }

  private static List<String> seen(byte[] message) {
    List<String> values = new ArrayList<>();
    JsonNode answer = tree(message);
    answer.get("data").forEach(value -> values.add(value.toString()));
    values.sort(null);
    values.add(answer.get("success").toString());
    return values;
  }

  /** The message, with its sets in order: Tahoe writes them as its hash tables give them. */
  private static JsonNode tree(byte[] message) {
    try {
      JsonNode tree = CBOR.readTree(message);
      return isSet(tree) ? sorted(tree) : sortedInside(tree);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isSet(JsonNode tree) {
    return tree.isArray() && tree.size() > 0 && tree.get(0).isInt();
  }

  private static JsonNode sortedInside(JsonNode tree) {
    if (tree instanceof ObjectNode map)
      map.properties()
          .forEach(
              entry -> {
                if (isSet(entry.getValue())) entry.setValue(sorted(entry.getValue()));
              });
    return tree;
  }

  private static JsonNode sorted(JsonNode set) {
    TreeSet<Integer> numbers = new TreeSet<>();
    set.forEach(number -> numbers.add(number.asInt()));
    return CBOR.valueToTree(numbers);
  }

  private void expect(JsonNode row, String what, Object expected, Object actual) {
    if (expected.equals(actual)) return;
    String text = "%s %s: %s %s but got %s";
    differences.add(
        text.formatted(
            row.get("n"), row.get("step").asText(), what, shortened(expected), shortened(actual)));
  }

  private static String shortened(Object value) {
    String text = String.valueOf(value);
    return text.length() < 200 ? text : text.substring(0, 200) + "...";
  }
}
