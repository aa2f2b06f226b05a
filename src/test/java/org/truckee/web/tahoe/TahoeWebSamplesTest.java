package org.truckee.web.tahoe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.cap.Capability;
import org.truckee.testing.Waiting;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.LostShares;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.http.WebPort;
import org.truckee.testing.known.Golden;
import org.truckee.web.http.Address;

/**
 * Everything that the real Tahoe-LAFS was seen to answer at its web port, asked of ours in the same
 * order: the same statuses, and the same JSON and text but for what chance and clocks decide. Pages
 * for people are ours, and were not recorded.
 */
class TahoeWebSamplesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern VARIABLE = Pattern.compile("\\{(q:)?([a-z][a-z0-9_]*)\\}");

  /** Our statuses where Tahoe answers 500: ours tells the fault of the request. */
  private static final Map<String, Integer> OUR_STATUS =
      Map.ofEntries(
          Map.entry("post-uri-no-t", 400),
          Map.entry("post-mkdir-with-children-bad-json", 400),
          Map.entry("post-mkdir-with-children-not-dict", 400),
          Map.entry("json-chk_v", 200),
          Map.entry("put-ssk-bad-offset", 400),
          Map.entry("put-chk-cap", 405),
          Map.entry("post-dir-upload-nofile", 400),
          Map.entry("post-dir-set_children-bad", 400),
          Map.entry("post-dir-relink-ro", 403),
          Map.entry("delete-cap", 405),
          Map.entry("delete-dir-cap", 405),
          Map.entry("post-chk-upload", 405),
          Map.entry("ro-put-child", 403),
          Map.entry("ro-mkdir", 403),
          Map.entry("ro-unlink", 403),
          Map.entry("ro-delete", 403),
          Map.entry("imm-put-child", 403),
          Map.entry("storage-json", 200));

  /** The exceptions from the recording, with the reasons. */
  private static final Map<String, String> EXCEPTED =
      Map.ofEntries(
          Map.entry("get-gone-html-accept", "who asks for HTML gets a page of the same"),
          Map.entry("html-gone-dir", "a page that can't be shown has the status of its failure"),
          Map.entry("statistics-json", "ours tells the averages of 5 and 15 minutes at once"),
          Map.entry("statistics-openmetrics", "the same"),
          Map.entry("status-json", "which transfers are remembered differs, and ours tells more"),
          Map.entry("welcome-json", "ours also tells the version and the gateway's name"),
          Map.entry("post-report-incident", "ours keeps no incident files, and says what it does"));

  @TempDir Path directory;

  private final Map<String, String> recorded = new HashMap<>();
  private final Map<String, String> ours = new HashMap<>();
  private final Likeness likeness = Likeness.ofSameContents();
  private final List<String> differences = new ArrayList<>();

  @Test
  void everyRecordedExchange_isAnsweredInTheSameWay() {
    Golden.json("web-samples-vars.json")
        .properties()
        .forEach(field -> recorded.put(field.getKey(), field.getValue().textValue()));
    try (TestGrid grid = TestGrid.start(directory, 10, GatewaySettings.golden())) {
      prepareDamage(grid);
      for (JsonNode row : Golden.rows("web-samples.jsonl.gz")) replay(grid, row);
    }
    assertThat(String.join("\n", differences)).isEmpty();
  }

  /** Files that lost some of their shares, and ones that never were. */
  private void prepareDamage(TestGrid grid) {
    ours.put("chk_gone", recorded.get("chk_gone"));
    String nobodys = "%s:" + "a".repeat(26) + ":" + "a".repeat(52);
    for (String name : List.of("ssk_gone", "dir_gone")) {
      ours.put(name, nobodys.formatted(name.startsWith("ssk") ? "URI:SSK" : "URI:DIR2"));
      likeness.stands(recorded.get(name), ours.get(name));
    }
    damage(grid, "chk_unh", "/uri", List.of(1, 2, 3, 5, 6, 7, 8));
    damage(grid, "chk_unrec", "/uri", List.of(8, 9));
    damage(grid, "ssk_unh", "/uri?format=sdmf", List.of(0, 3, 4, 5, 6, 7, 8, 9));
    damage(grid, "ssk_unrec", "/uri?format=sdmf", List.of(8, 9));
  }

  private void damage(TestGrid grid, String name, String path, List<Integer> kept) {
    byte[] contents = Golden.stream(name, 3000);
    String cap = LostShares.put(grid, path, contents, kept::contains);
    ours.put(name, cap);
    likeness.stands(recorded.get(name), cap);
  }

  private void replay(TestGrid grid, JsonNode row) {
    List<String> headers = new ArrayList<>();
    row.path("request_headers")
        .properties()
        .forEach(field -> headers.addAll(List.of(field.getKey(), field.getValue().textValue())));
    String path = filled(row.get("path_template").textValue());
    if (path.startsWith("/operations/")) awaitEnd(grid, path.replaceFirst("\\?.*", ""));
    WebPort.Answer answer =
        grid.web()
            .send(
                row.get("method").textValue(),
                path,
                requestBody(row),
                headers.toArray(String[]::new));
    int before = differences.size();
    if (!EXCEPTED.containsKey(row.get("name").textValue())) compare(row, answer);
    if (row.has("save_body_as") && answer.status() < 300)
      save(row.get("save_body_as").textValue(), answer);
    for (int i = before; i < differences.size(); i++)
      differences.set(i, said(row, differences.get(i)));
  }

  private static String said(JsonNode row, String difference) {
    String printable = difference.replaceAll("[^ -~\n]", "?");
    String shown = printable.substring(0, Math.min(500, printable.length()));
    return row.get("n") + " " + row.get("name").textValue() + ": " + shown;
  }

  /** Waits for the end of an operation, since the recording shows ended ones. */
  private static void awaitEnd(TestGrid grid, String operation) {
    Waiting.untilTrue(
        () -> {
          WebPort.Answer answer = grid.web().get(operation + "?output=json");
          return answer.status() != 200 || !answer.text().contains("\"finished\": false");
        });
  }

  private void save(String name, WebPort.Answer answer) {
    ours.put(name, answer.text().strip());
    likeness.stands(recorded.get(name), answer.text().strip());
  }

  private String filled(String template) {
    return VARIABLE.matcher(template).replaceAll(found -> Matcher.quoteReplacement(value(found)));
  }

  private String value(MatchResult found) {
    String value = variable(found.group(2));
    return found.group(1) == null ? value : Address.encode(value);
  }

  /** A variable, or the read or verify capability of one. */
  private String variable(String name) {
    if (ours.containsKey(name)) return ours.get(name);
    int end = name.lastIndexOf('_');
    if (end < 0 || !ours.containsKey(name.substring(0, end))) return recorded.get(name);
    Capability cap = Capability.parse(ours.get(name.substring(0, end)));
    return name.endsWith("_ro")
        ? cap.readCap().orElseThrow().toUri()
        : cap.verifyCap().orElseThrow().toUri();
  }

  private byte[] requestBody(JsonNode row) {
    if (row.has("request_body_template"))
      return filled(row.get("request_body_template").textValue()).getBytes(StandardCharsets.UTF_8);
    return row.has("request_body") ? bytes(row.get("request_body")) : new byte[0];
  }

  private static byte[] bytes(JsonNode body) {
    if (body.has("stream"))
      return Golden.stream(body.get("stream").textValue(), body.get("size").intValue());
    return body.has("hex")
        ? HexFormat.of().parseHex(body.get("hex").textValue())
        : body.get("text").textValue().getBytes(StandardCharsets.UTF_8);
  }

  private void compare(JsonNode row, WebPort.Answer answer) {
    int recordedStatus = row.get("status").intValue();
    int status = OUR_STATUS.getOrDefault(row.get("name").textValue(), recordedStatus);
    if (answer.status() != status) {
      differences.add("expected " + status + ", got " + answer.status() + ": " + answer.text());
    } else if (status == 410) {
      compareText(errorName(row), answer.text().split(":", 2)[0]);
    } else if (row.has("response_body")) {
      JsonNode body = row.get("response_body");
      if (body.has("text")) compareText(body.get("text").textValue(), answer.text());
      else if (!Arrays.equals(bytes(body), answer.bytes())) differences.add("other bytes");
    }
  }

  /** Of what can't be read only the name of the failure: whom it was asked for is different. */
  private static String errorName(JsonNode row) {
    String text = row.path("response_body").path("text").asText("UnrecoverableFileError:");
    return text.split(":", 2)[0];
  }

  private void compareText(String expected, String actual) {
    if (expected.startsWith("tahoe_")) {
      differences.addAll(likeness.differences(withoutNumbers(expected), withoutNumbers(actual)));
      return;
    }
    JsonNode expectedTree = tree(expected);
    JsonNode actualTree = tree(actual);
    differences.addAll(
        expectedTree == null || actualTree == null
            ? likeness.differences(expected, actual.stripTrailing())
            : likeness.differences(expected, expectedTree, actual, actualTree));
  }

  private static String withoutNumbers(String metrics) {
    return metrics.replaceAll("(?m) [0-9.E-]+$", "");
  }

  private static JsonNode tree(String text) {
    if (!text.startsWith("{") && !text.startsWith("[")) return null;
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException notJson) {
      return null;
    }
  }
}
