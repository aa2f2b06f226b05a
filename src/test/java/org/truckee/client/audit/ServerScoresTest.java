package org.truckee.client.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.cap.Capability;
import org.truckee.cap.VerifyCap;
import org.truckee.client.server.StorageServer;
import org.truckee.client.server.StorageServers;
import org.truckee.testing.TestClock;
import org.truckee.testing.Waiting;
import org.truckee.testing.grid.SampleAnnouncements;

/** Scores weigh what is new more than what is old, and outlast the gateway. */
class ServerScoresTest {
  private static final VerifyCap CAP =
      Capability.parse(
              "URI:CHK-Verifier:6qmgpz3yz5u4ka53xocbwkjmjm:"
                  + "hpzuyfjhpnjnhrrvnhoqgxfzzdpjcx6n3srpoakogy63vvkzbpxq:3:10:5000")
          .verifyCap()
          .orElseThrow();

  private static Vertx vertx;
  private static StorageServers servers;
  private final TestClock clock = new TestClock();

  @BeforeAll
  static void know() {
    vertx = Vertx.vertx();
    servers = new StorageServers(vertx, new TestClock());
    servers.add(SampleAnnouncements.withTubId(1));
    servers.add(SampleAnnouncements.withTubId(2));
  }

  @AfterAll
  static void close() {
    Waiting.of(servers.close().eventually(vertx::close));
  }

  private static StorageServer server(int number) {
    return servers.all().get(number);
  }

  private static AuditResults results(AuditVerdict verdict) {
    AuditedShare share =
        verdict == AuditVerdict.GOOD
            ? AuditedShare.good(server(0), 0, new SampledBlocks(List.of(0L), 1, 10, 0))
            : AuditedShare.not(server(0), 0, verdict, "why");
    return results(List.of(share), List.of(), 2);
  }

  private static AuditResults results(
      List<AuditedShare> shares, List<StorageServer> silent, int answered) {
    return new AuditResults(CAP, new AuditResults.Code(3, 10), Set.of(0), shares, silent, answered);
  }

  @Test
  void aNewOutcome_weighsMoreThanAnOldOne() {
    ServerScores scores = new ServerScores(clock);
    assertThat(scores.of(server(0))).isEmpty();
    scores.note(results(AuditVerdict.BAD));
    assertThat(scores.of(server(0)).orElseThrow().bad()).isEqualTo(1);
    for (int i = 0; i < 60; i++) scores.note(results(AuditVerdict.GOOD));

    ServerScore healed = scores.of(server(0)).orElseThrow();
    assertThat(healed.bad()).isCloseTo(Math.pow(0.95, 60), within(1e-9));
    assertThat(healed.good() + healed.bad() + healed.silent()).isCloseTo(1, within(1e-9));
    assertThat(healed.outcomes()).isEqualTo(61);
  }

  @Test
  void silence_isNeverBad_andCountsOnceForAllShares() {
    ServerScores scores = new ServerScores(clock);
    List<AuditedShare> twice =
        List.of(
            AuditedShare.not(server(0), 0, AuditVerdict.SILENT, "late"),
            AuditedShare.not(server(0), 1, AuditVerdict.SILENT, "late"));
    scores.note(results(twice, List.of(server(1)), 1));
    for (int i = 0; i < 2; i++)
      assertThat(scores.of(server(i))).contains(new ServerScore(0, 0, 1, 1, clock.instant()));
  }

  @Test
  void anAuditThatNobodyAnswered_judgesNobody() {
    ServerScores scores = new ServerScores(clock);
    scores.note(results(List.of(), List.of(server(0), server(1)), 0));
    assertThat(scores.of(server(0))).isEmpty();
  }

  @Test
  void scores_outlastTheGateway(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("statistics/servers");
    ServerScores first = new ServerScores(clock);
    first.keepIn(file);
    first.note(results(AuditVerdict.GOOD));
    first.note(results(AuditVerdict.SILENT));
    first.save();
    Instant then = clock.instant();
    clock.advance(Duration.ofDays(3));

    ServerScores next = new ServerScores(clock);
    next.keepIn(file);

    ServerScore kept = next.of(server(0)).orElseThrow();
    assertThat(kept.good()).isCloseTo(0.95, within(1e-12));
    assertThat(kept.silent()).isCloseTo(0.05, within(1e-12));
    assertThat(kept.outcomes()).isEqualTo(2);
    assertThat(kept.latest()).isEqualTo(Instant.ofEpochSecond(then.getEpochSecond()));
    assertThat(Files.readString(file)).hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "v0-x 1 0 0 1",
        "v0-x 1 1 0 1 5",
        "v0-x NaN 0 1 1 5",
        "v0-x -1 1 1 1 5",
        "v0-x 1 0 0 0 5",
        "v0-x 1 0 0 1 -5",
        "v0-x 1 0 0 1 99999999999999999",
        "v0-x one 0 0 1 5"
      })
  void aDamagedLine_costsNoOther(String line, @TempDir Path directory) throws IOException {
    Path file = directory.resolve("servers");
    String id = server(1).announcement().serverId();
    Files.writeString(file, line + "\n" + id + " 0.5 0.25 0.25 7 1000\n");

    ServerScores scores = new ServerScores(clock);
    scores.keepIn(file);

    assertThat(scores.of(server(1)))
        .contains(new ServerScore(0.5, 0.25, 0.25, 7, Instant.ofEpochSecond(1000)));
  }

  @Test
  void aFileThatCantBeRead_isBegunAnew(@TempDir Path directory) throws IOException {
    Path file = Files.createDirectory(directory.resolve("servers"));
    ServerScores scores = new ServerScores(clock);
    scores.keepIn(file);
    scores.note(results(AuditVerdict.GOOD));
    scores.save();
    assertThat(scores.of(server(0))).isPresent();
  }

  @Test
  void partsThatAreNotOne_areNoScore() {
    assertThatThrownBy(() -> new ServerScore(0.5, 0.1, 0.1, 1, Instant.EPOCH))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
