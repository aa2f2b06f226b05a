package org.truckee.web.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.testing.Waiting;
import org.truckee.web.record.DailyFiles;
import org.truckee.web.record.RecordMark;
import org.truckee.web.record.RecordWriter;
import org.truckee.web.record.RequestRecord;

/** The record of requests at a gateway with members. */
class RecordedMembersTest extends MemberGrid {
  private static final RecordMark MARK = new RecordMark(new Secret(Bytes.utf8("a key")));

  @Test
  void aRequest_namesItsMemberByAMark() throws IOException {
    Path logs = directory.resolve("logs");
    RecordWriter writer =
        new RecordWriter(grid.vertx(), new DailyFiles(logs, Duration.ofDays(1), grid.clock()));
    RequestRecord record = new RequestRecord(MARK, writer, grid.clock());
    Visitor ann = member("Ann");
    web = open(service -> service.recording(Optional.of(record)));
    byte[] file = "of ann".getBytes(StandardCharsets.UTF_8);
    web.send("PUT", "/vdrive/mine/a.txt", file, "Cookie", ann.cookie());
    web.send("PUT", "/uri", file, "Cookie", ann.cookie());
    web.send("PUT", "/uri", file, "Cookie", "truckee_member=" + "a".repeat(52));

    List<String> lines = new ArrayList<>();
    Waiting.until(
        () -> {
          lines.clear();
          for (Path day : DailyFiles.in(logs)) lines.addAll(Files.readAllLines(day));
          assertThat(lines).hasSize(3);
        });
    assertThat(lines.stream().map(line -> new JsonObject(line).getString("member")))
        .containsExactlyInAnyOrder(MARK.ofMember("ann"), MARK.ofMember("ANN"), null);
    assertThat(String.join("", lines)).doesNotContainIgnoringCase("\"ann\"");
    Waiting.of(writer.close());
  }
}
