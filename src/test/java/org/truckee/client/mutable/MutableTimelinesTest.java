package org.truckee.client.mutable;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truckee.bytes.Bytes;
import org.truckee.cap.MutableFormat;
import org.truckee.cap.MutableWriteCap;
import org.truckee.client.mutable.read.MutableVersion;
import org.truckee.client.plaintext.Plaintext;
import org.truckee.client.plaintext.PlaintextInMemory;
import org.truckee.client.timeline.Step;
import org.truckee.client.timeline.Timeline;
import org.truckee.testing.faults.Faults;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestServer;
import org.truckee.testing.known.Golden;

/** The timelines of work on mutable files. */
class MutableTimelinesTest {
  private static TestGrid grid;
  private static MutableFiles files;

  @BeforeAll
  static void start(@TempDir Path directory) {
    grid = TestGrid.start(directory, 10);
    files = grid.gateway().gateway().mutableFiles();
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  @AfterEach
  void behave() {
    grid.servers().forEach(TestServer::behave);
  }

  @ParameterizedTest
  @CsvSource({"SDMF,3000,1", "MDMF,7000000,54"})
  void makingAndReading_areNotedServerByServer(MutableFormat format, int size, int segments) {
    MutableWriteCap cap = create(format, size);
    Timeline making = latest(Timeline.Kind.PUBLISH);
    assertThat(making.size()).isEqualTo(size);
    assertThat(making.took()).isPresent();
    assertThat(making.segments()).isEqualTo(segments);
    assertThat(making.segmentsDone()).isEqualTo(segments);
    assertThat(making.sharesDone()).isEqualTo(10);
    assertThat(making.steps()).filteredOn(step -> step.work() == Step.Work.CLOSE).hasSize(10);

    grid.run(() -> files.open(cap.toReadCap()).contents(Future::succeededFuture));

    Timeline search = latest(Timeline.Kind.SURVEY_TO_READ);
    assertThat(search.took()).isPresent();
    assertThat(search.steps()).extracting(Step::server).doesNotHaveDuplicates().hasSize(10);
    Timeline reading = latest(Timeline.Kind.RETRIEVE);
    assertThat(reading.took()).isPresent();
    assertThat(reading.segmentsDone()).isEqualTo(segments);
    assertThat(reading.steps().stream().map(Step::share).distinct()).hasSizeGreaterThanOrEqualTo(3);
  }

  @Test
  void aServerThatHangsUp_isSeenToHaveFailed() {
    MutableWriteCap cap = create(MutableFormat.SDMF, 3000);
    TestServer dead = grid.server(4);
    dead.misbehave(
        Faults.when(ctx -> ctx.request().method().equals(HttpMethod.POST), Faults.hangUp()));

    grid.run(() -> files.open(cap).modify(old -> Optional.of(Bytes.utf8("changed"))));

    Timeline change = latest(Timeline.Kind.PUBLISH);
    assertThat(change.failure()).isEmpty();
    assertThat(change.sharesDone()).isEqualTo(10);
    assertThat(change.steps())
        .filteredOn(step -> step.failure() != null)
        .isNotEmpty()
        .allMatch(step -> step.server().equals(dead.name()));
    assertThat(latest(Timeline.Kind.SURVEY_TO_WRITE).steps()).isNotEmpty();
  }

  @Test
  void aFileThatCantBeRead_isAFailureOfItsReading() {
    MutableWriteCap cap = create(MutableFormat.MDMF, 300_000);
    MutableVersion version = grid.run(() -> files.open(cap).newest());
    grid.servers().forEach(server -> server.misbehave(Faults.hangUp()));

    grid.run(() -> version.contents(Future::succeededFuture).otherwiseEmpty());

    assertThat(latest(Timeline.Kind.RETRIEVE).failure().orElseThrow()).contains("3 are needed");
  }

  @Test
  void aPartThatIsRead_isDoneAtItsEnd() {
    MutableWriteCap cap = create(MutableFormat.MDMF, 700_000);
    MutableVersion version = grid.run(() -> files.open(cap).newest());

    grid.run(() -> version.read(1000, 10).map(stream -> stream.resume()));

    Timeline reading = latest(Timeline.Kind.RETRIEVE);
    assertThat(reading.segments()).isEqualTo(1);
    assertThat(reading.took()).isPresent();
  }

  private static Timeline latest(Timeline.Kind kind) {
    List<Timeline> all = grid.gateway().gateway().timelines().latest();
    return all.stream().filter(one -> one.kind() == kind).findFirst().orElseThrow();
  }

  private static MutableWriteCap create(MutableFormat format, int size) {
    Plaintext contents = PlaintextInMemory.of(Bytes.wrap(Golden.stream("noted", size)));
    return grid.run(() -> files.create(format, contents, Optional.empty()));
  }
}
