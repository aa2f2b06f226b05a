package org.truckee.web.tahoe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.testing.Waiting;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.http.WebPort;
import org.truckee.testing.known.Golden;

/**
 * Every request that Tahoe's own command line was seen to send gets an answer that it accepts: the
 * status that it wants, exactly, and what it reads in the form that it reads. The files are others,
 * of the same sizes.
 */
class TahoeCliExchangesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;

  private final Likeness likeness = Likeness.ofOtherContents();
  private final List<String> differences = new ArrayList<>();

  @Tag("slow")
  @Test
  void everyRequestOfTahoesCommandLine_getsAnAnswerThatItAccepts() {
    try (TestGrid grid = TestGrid.start(directory, 10, GatewaySettings.golden())) {
      for (JsonNode command : Golden.rows("cli-exchanges.jsonl.gz")) {
        for (JsonNode exchange : command.get("exchanges")) {
          List<String> found = replay(grid, exchange);
          found.forEach(difference -> differences.add(command.get("cli") + ": " + difference));
        }
      }
    }
    assertThat(String.join("\n", differences)).isEmpty();
  }

  private List<String> replay(TestGrid grid, JsonNode exchange) {
    String[] request = exchange.get("request").textValue().split(" ", 2);
    String path = likeness.mapped(request[1].replace("%3A", ":")).replace(" ", "%20");
    if (path.startsWith("/operations/")) awaitEnd(grid, path);
    WebPort.Answer answer =
        grid.web()
            .send(
                request[0],
                path,
                body(exchange.get("body")),
                "Accept",
                "text/plain, application/octet-stream");
    return answer.status() == exchange.get("status").intValue()
        ? compare(exchange.get("reply"), answer)
        : List.of(request[0] + " " + path + " got " + answer.status() + ": " + answer.text());
  }

  /** The command line asks until it is told so. */
  private static void awaitEnd(TestGrid grid, String path) {
    String operation = path.replaceFirst("\\?.*", "?output=json");
    Waiting.untilTrue(() -> grid.web().get(operation).text().contains("\"finished\": true"));
  }

  private byte[] body(JsonNode recorded) {
    return recorded.isInt()
        ? Golden.stream("cli", recorded.intValue())
        : likeness.mapped(recorded.textValue()).getBytes(StandardCharsets.UTF_8);
  }

  private List<String> compare(JsonNode recorded, WebPort.Answer answer) {
    if (recorded.isInt())
      return answer.bytes().length == recorded.intValue()
          ? List.of()
          : List.of("other bytes than expected");
    String text = recorded.textValue();
    if (answer.status() >= 300 || text.isEmpty()) return List.of();
    if (text.startsWith("{\"")) return compareLines(text, answer.text());
    return text.startsWith("{") || text.startsWith("[")
        ? likeness.differences(text, tree(text), answer.text(), tree(answer.text()))
        : likeness.differences(text, answer.text());
  }

  /** Of long answers only the first lines were recorded, of some with other children after them. */
  private List<String> compareLines(String recorded, String our) {
    List<String> found = new ArrayList<>();
    List<String> lines = our.lines().toList();
    int number = 0;
    for (String line : recorded.lines().toList()) {
      JsonNode expected = line.isEmpty() || number == lines.size() ? null : tree(line);
      if (expected == null) break;
      String ours = lines.get(number++);
      found.addAll(likeness.differences(line, expected, ours, tree(ours)));
    }
    return found;
  }

  private static JsonNode tree(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException cutShort) {
      return null;
    }
  }
}
