package org.truckee.client.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.client.upkeep.plan.UpkeepFigures;
import org.truckee.client.upkeep.plan.UpkeepSettings;
import org.truckee.testing.Waiting;
import org.truckee.testing.faults.Faults;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestUpkeep;

class UpkeepTest {
  @TempDir Path directory;
  private TestGrid grid;
  private TestUpkeep kept;
  private String root;

  @BeforeEach
  void start() {
    grid = TestGrid.start(directory, 3, GatewaySettings.encoding(1, 2, 3));
    root = grid.web().send("POST", "/uri?t=mkdir", new byte[0]).text();
    put("one");
    kept = TestUpkeep.open(grid, directory);
  }

  @AfterEach
  void stop() {
    kept.close();
    grid.close();
  }

  private String put(String name) {
    return grid.web()
        .send("PUT", "/uri/" + root + "/" + name, name.repeat(100).getBytes(StandardCharsets.UTF_8))
        .text();
  }

  private UpkeepFigures.Things things() {
    return kept.state().figures().things();
  }

  private void days(int days) {
    grid.clock().advance(Duration.ofDays(days));
    kept.look();
  }

  private long renewals() {
    return grid.servers().stream()
        .flatMap(server -> server.requests().stream())
        .filter(asked -> asked.method().equals(HttpMethod.PUT) && asked.path().contains("/lease/"))
        .count();
  }

  private long questions() {
    return grid.servers().stream().mapToLong(server -> server.requests().size()).sum();
  }

  @Test
  void everythingBelowARoot_isFound_checked_andItsLeasesRenewed() {
    kept.add("work", root);

    assertThat(things()).isEqualTo(new UpkeepFigures.Things(2, 0, 2, 0, 0, 0));
    assertThat(renewals()).isEqualTo(2 * 3);
    UpkeepFigures.Root walked = kept.state().figures().roots().get(0);
    assertThat(walked.name()).isEqualTo("work");
    assertThat(walked.things()).isEqualTo(2);
    assertThat(walked.whole()).isEqualTo(grid.clock().instant());
    assertThat(kept.state().warnings()).isEmpty();
  }

  @Test
  void aRootThatIsAddedDuringAPass_isWalkedByOneThatFollowsIt() {
    String other = grid.web().send("POST", "/uri?t=mkdir", new byte[0]).text();
    Promise<Void> gate = Promise.promise();
    kept.add("work", root);
    grid.clock().advance(Duration.ofDays(8));
    grid.servers().forEach(server -> server.misbehave(Faults.waitFor(gate.future())));
    List<Future<Void>> looks = new ArrayList<>();
    grid.run(() -> Future.succeededFuture(looks.add(kept.upkeep().look())));
    grid.run(() -> kept.upkeep().add("other", other));
    grid.run(() -> Future.succeededFuture(looks.add(kept.upkeep().look())));
    assertThat(looks).noneMatch(Future::isComplete);
    gate.complete();
    Waiting.of(looks.get(1));

    assertThat(kept.state().figures().roots())
        .hasSize(2)
        .allMatch(walked -> walked.whole().equals(grid.clock().instant()));
  }

  @Test
  void aRenewal_isMadeOnceAWeek_andAQuestionOnceADay() {
    kept.add("work", root);
    for (int day = 1; day <= 14; day++) days(1);

    assertThat(renewals()).isEqualTo(3 * 2 * 3);
  }

  @Test
  void whatIsInTheTrash_isKeptUpForItsDays_andNoLonger() {
    grid.gateway().addDrive(Capability.parse(root.strip()));
    grid.web().send("DELETE", "/uri/" + root + "/one", new byte[0]);
    kept.add("work", root);
    for (int day = 1; day <= 28; day++) days(1);
    assertThat(things().all()).as("the root, its trash and the file").isEqualTo(3);
    assertThat(renewals()).isEqualTo(5 * 3 * 3);

    for (int day = 29; day <= 42; day++) days(1);
    assertThat(things().all()).as("the root and its trash").isEqualTo(2);
    assertThat(renewals()).isEqualTo(5 * 3 * 3 + 2 * 2 * 3);
  }

  @Test
  void whatIsEmptiedOut_isKeptUpNoLonger() {
    grid.gateway().addDrive(Capability.parse(root.strip()));
    grid.web().send("DELETE", "/uri/" + root + "/one", new byte[0]);
    kept.add("work", root);
    assertThat(things().all()).isEqualTo(3);

    grid.web().send("POST", "/uri/" + root + "/?t=empty-trash", new byte[0]);
    for (int day = 1; day <= 7; day++) days(1);
    assertThat(things().all()).isEqualTo(2);
  }

  @Test
  void nothingIsAsked_whileNothingIsDue() {
    kept.add("work", root);
    long before = questions();
    kept.look();

    assertThat(questions()).isEqualTo(before);
  }

  @Test
  void aNewFile_isFoundByTheNextWalk_andARemovedOneForgotten() {
    kept.add("work", root);
    put("two");
    grid.web().send("DELETE", "/uri/" + root + "/one", new byte[0]);
    days(3);
    assertThat(things().all()).isEqualTo(2);

    put("three");
    days(4);
    assertThat(things().all()).isEqualTo(3);
  }

  @Test
  void aPausedUpkeep_asksNobody_evenAfterARestart() {
    kept.add("work", root);
    grid.run(() -> kept.upkeep().pause(true));
    kept.close();
    kept = TestUpkeep.open(grid, directory);
    long before = questions();
    days(10);
    assertThat(questions()).isEqualTo(before);
    assertThatThrownBy(() -> grid.run(kept.upkeep()::run)).isInstanceOf(GridException.class);

    grid.run(() -> kept.upkeep().pause(false));
    kept.look();
    assertThat(renewals()).isEqualTo(2 * 2 * 3);
  }

  @Test
  void aRestart_goesOnWithWhatIsDue_andRepeatsNothing() {
    kept.add("work", root);
    kept.close();
    kept = TestUpkeep.open(grid, directory);
    long before = questions();
    kept.look();

    assertThat(questions()).isEqualTo(before);
    assertThat(things().all()).isEqualTo(2);
  }

  @Test
  void aWeekOff_isCaughtUp_andToldOfBefore() {
    kept.add("work", root);
    grid.clock().advance(Duration.ofDays(15));
    assertThat(kept.state().overdue()).isTrue();
    assertThat(kept.state().warnings()).hasSize(2);

    kept.look();
    assertThat(kept.state().overdue()).isFalse();
    assertThat(kept.state().warnings()).isEmpty();
    assertThat(renewals()).isEqualTo(2 * 2 * 3);
  }

  @Test
  void aPassUnderWay_isJoinedByNoOther() {
    kept.add("work", root);
    grid.clock().advance(Duration.ofDays(8));
    long before = questions();
    grid.run(
        () ->
            Future.all(List.of(kept.upkeep().look(), kept.upkeep().look(), kept.upkeep().look())));
    long once = questions() - before;
    grid.clock().advance(Duration.ofDays(8));
    kept.look();

    assertThat(questions() - before - once).isEqualTo(once);
  }

  @Test
  void aRootThatCanNotBeRead_isToldOf_andTheOthersAreKeptUp() {
    kept.add("work", root);
    kept.add("lost", "URI:DIR2-RO:" + "a".repeat(26) + ":" + "a".repeat(52));

    List<UpkeepFigures.Root> roots = kept.state().figures().roots();
    assertThat(roots.get(0).trouble()).isNotEmpty();
    assertThat(roots.get(1).trouble()).isEmpty();
  }

  @Test
  void whatIsNoDirectory_isRefused_andSoIsATakenName() {
    kept.add("work", root);

    for (String bad : List.of("URI:LIT:aa", "nonsense", put("two")))
      assertThatThrownBy(() -> kept.add("more", bad)).isInstanceOf(GridException.class);
    String other = grid.web().send("POST", "/uri?t=mkdir", new byte[0]).text();
    assertThatThrownBy(() -> kept.add("work", other)).isInstanceOf(GridException.class);
    assertThatThrownBy(() -> kept.add("a:b", other)).isInstanceOf(GridException.class);
    assertThatThrownBy(() -> grid.run(() -> kept.upkeep().remove("no")))
        .isInstanceOf(GridException.class);
  }

  @Test
  void aRootThatIsRemoved_isWalkedNoMore() {
    kept.add("work", root);
    grid.run(() -> kept.upkeep().remove("work"));
    days(8);

    assertThat(kept.state().figures().roots()).isEmpty();
  }

  @Test
  void aPassThatIsCutShort_goesOnWhereItWas() {
    for (int i = 0; i < 8; i++) put("more" + i);
    kept.close();
    kept = TestUpkeep.open(grid, directory, new UpkeepSettings(true, 2, 20, 1 << 20));
    grid.run(() -> kept.upkeep().add("work", root));
    Waiting.untilTrue(() -> things().healthy() > 2);
    kept.close();
    long before = renewals();
    assertThat(before).isLessThan(10 * 3);

    kept = TestUpkeep.open(grid, directory);
    kept.look();
    assertThat(things().healthy()).isEqualTo(10);
    assertThat(renewals()).isEqualTo(10 * 3);
  }

  @Test
  void aStoreThatCanNotBeUsed_isToldOf_andTriedAgain() throws IOException {
    Path place = Files.createFile(directory.resolve("blocked"));
    try (TestUpkeep blocked = TestUpkeep.open(grid, place)) {
      assertThat(blocked.state().warnings())
          .singleElement()
          .asString()
          .startsWith("Upkeep can't go on: ");
      Files.delete(place);
      blocked.look();
      assertThat(blocked.state().warnings()).isEmpty();
      blocked.add("work", root);
      assertThat(blocked.state().figures().things().healthy()).isEqualTo(2);
    }
  }
}
