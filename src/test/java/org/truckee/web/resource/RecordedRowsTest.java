package org.truckee.web.resource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.testing.Waiting;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.http.WebPort;
import org.truckee.testing.known.Golden;
import org.truckee.web.record.DailyFiles;
import org.truckee.web.record.RecordMark;
import org.truckee.web.record.RecordWriter;
import org.truckee.web.record.RequestRecord;

/** The record of requests has a line of each request to a file, and nobody's secret in it. */
class RecordedRowsTest {
  private static final RecordMark MARK = new RecordMark(new Secret(Bytes.utf8("a key")));
  private static final byte[] FILE = Golden.stream("recorded", 1000);
  private static final String NAME = "confidential";

  /** A capability, or a part of one that is worth something: a key, a hash, a storage index. */
  private static final Pattern SECRET = Pattern.compile("(?i)URI(:|%3A)|[a-z2-7]{26}");

  @TempDir static Path directory;
  private static TestGrid grid;
  private static WebPort web;
  private static RecordWriter writer;
  private static int sent;

  @BeforeAll
  static void start() {
    grid = TestGrid.start(directory, 2, GatewaySettings.encoding(1, 1, 2));
    DailyFiles files = new DailyFiles(directory.resolve("logs"), Duration.ofDays(1), grid.clock());
    writer = new RecordWriter(grid.vertx(), files);
    RequestRecord record = new RequestRecord(MARK, writer, grid.clock());
    web = grid.gateway().web(service -> service.recording(Optional.of(record)));
  }

  @AfterAll
  static void stop() {
    Waiting.of(writer.close());
    grid.close();
  }

  private static String send(String method, String path, byte[] body) {
    sent++;
    return web.send(method, path, body).text().strip();
  }

  private static String send(String method, String path) {
    return send(method, path, method.equals("PUT") ? FILE : new byte[0]);
  }

  /** All lines, when as many are there as requests were sent. */
  private static List<JsonObject> lines() throws IOException {
    List<JsonObject> lines = new ArrayList<>();
    Waiting.until(
        () -> {
          lines.clear();
          for (Path file : DailyFiles.in(directory.resolve("logs")))
            Files.readAllLines(file).forEach(line -> lines.add(new JsonObject(line)));
          assertThat(lines).hasSize(sent);
        });
    return lines;
  }

  private static JsonObject last() throws IOException {
    List<JsonObject> lines = lines();
    return lines.get(lines.size() - 1);
  }

  private static List<String> things(JsonObject line) {
    return line.getJsonArray("things").stream().map(Object::toString).toList();
  }

  private static List<String> marks(String... caps) {
    List<String> marks = new ArrayList<>();
    for (String cap : caps) marks.add(MARK.of(TestGrid.storageIndex(cap)));
    return marks;
  }

  @Test
  void everyRow_isRecorded_andNothingThatASenderWrote() throws IOException {
    Set<String> words = new HashSet<>();
    String at = WebPort.path(send("POST", "/uri?t=mkdir"));
    String cap = send("PUT", at + "/" + NAME + "?convergent=false");
    for (Endpoint<?> row : ApiTable.ROWS) {
      Asked asked = row.asked();
      words.addAll(asked.names());
      for (String t : asked.names().isEmpty() ? List.of("") : asked.names())
        ask(asked.method().name(), asked.target(), t, at, cap);
    }
    for (JsonObject line : lines()) {
      assertThat(line.fieldNames())
          .isSubsetOf(
              "time",
              "client",
              "method",
              "address",
              "t",
              "status",
              "received",
              "sent",
              "millis",
              "things",
              "broken");
      assertThat(line.getString("client")).isEqualTo("127.0.0.0/24");
      assertThat(line.getString("t", "")).isIn(words);
      line.getJsonArray("things").forEach(mark -> assertThat("" + mark).matches("[0-9a-f]{32}"));
      line.remove("things");
      assertThat(line.encode()).doesNotContainPattern(SECRET).doesNotContain(NAME, "127.0.0.1");
    }
  }

  private static void ask(String method, Target target, String t, String at, String cap) {
    if (!method.equals("GET") && target != Target.UNLINKED)
      send("PUT", at + "/" + NAME + "?t=uri", cap.getBytes(UTF_8));
    String arguments =
        "?t="
            + t
            + "&name="
            + NAME
            + "&from_name="
            + NAME
            + "&to_name="
            + NAME
            + "2&uri=URI:LIT:me&offset=0&when_done=/uri/"
            + NAME
            + "&ophandle="
            + NAME;
    List<String> paths =
        switch (target) {
          case UNLINKED -> List.of("/uri");
          case NAME -> List.of(at + "/" + NAME + "2", at + "/way/" + NAME);
          case FILE -> List.of(WebPort.path(cap), at + "/" + NAME, "/file/" + cap + "/" + NAME);
          case DIRECTORY -> List.of(at, at.replace("/uri/", "/cap/"));
          case UNKNOWN -> List.of("/uri/URI:" + NAME + ":" + "a".repeat(26));
        };
    for (String path : paths) send(method, path + arguments);
  }

  @Test
  void oddRequests_areRecordedByTheirKind() throws IOException {
    Map<String, String> asked =
        Map.of(
            "/operations/" + "a".repeat(26) + "?t=cancel", "/operations",
            "/" + "a".repeat(26), "other",
            "/URI:CHK:" + "a".repeat(26), "other",
            "/vdrive/private/" + NAME, "/vdrive/private",
            "/vdrive/mine/" + NAME, "/vdrive/mine",
            "/sign-in?link=" + "a".repeat(52), "/sign-in",
            "/vdrive/" + "b".repeat(26), "/vdrive");
    for (Map.Entry<String, String> one : asked.entrySet()) {
      send("POST", one.getKey());
      assertThat(last().getString("address")).as(one.getKey()).isEqualTo(one.getValue());
    }
    send("BREW", "/uri/URI:LIT:me?t=" + "a".repeat(26));
    assertThat(last().getString("method")).isEqualTo("other");
    assertThat(last().containsKey("t")).isFalse();
  }

  @Test
  void whatIsMade_read_andRemoved_isNamedByItsMark() throws IOException {
    String cap = send("PUT", "/uri?convergent=false");
    assertThat(things(last())).isEqualTo(marks(cap));
    assertThat(last().getInteger("status")).isEqualTo(200);
    assertThat(last().getInteger("received")).isEqualTo(FILE.length);

    send("GET", WebPort.path(cap));
    assertThat(things(last())).isEqualTo(marks(cap));
    assertThat(last().getInteger("sent")).isEqualTo(FILE.length);

    String dir = send("POST", "/uri?t=mkdir");
    assertThat(last().getString("t")).isEqualTo("mkdir");
    assertThat(things(last())).isEqualTo(marks(dir));

    String changing = send("PUT", WebPort.path(dir) + "/" + NAME + "?format=sdmf");
    assertThat(things(last())).isEqualTo(marks(dir, changing));

    send("DELETE", WebPort.path(dir) + "/" + NAME);
    assertThat(things(last())).isEqualTo(marks(dir, changing));
  }

  @Test
  void theGatewaysOwnPages_areNotRecorded() throws IOException {
    for (String path : List.of("/", "/status/", "/statistics", "/readyz", "/static/truckee.css"))
      assertThat(web.get(path).status()).as(path).isLessThan(504);
    send("PUT", "/uri", "short".getBytes(UTF_8));
    assertThat(last().getJsonArray("things")).isEmpty();
  }
}
