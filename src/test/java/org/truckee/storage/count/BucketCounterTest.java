package org.truckee.storage.count;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.storage.crawl.BucketNames;
import org.truckee.testing.TestClock;
import org.truckee.testing.known.Golden;

/** The count of the files that a server has shares of is that of Tahoe's own counter. */
class BucketCounterTest {
  private static final String REST = "aaaaaaaaaaaaaaaaaaaaaaaa";

  @TempDir Path storage;

  private final TestClock clock = new TestClock();
  private long nanos;

  @BeforeEach
  void makeShares() throws IOException {
    for (Map.Entry<String, JsonNode> prefix : recorded(2).at("/bucket-counts/0").properties())
      make(prefix.getKey() + REST);
    Files.createDirectories(shares().resolve("incoming"));
    Files.writeString(shares().resolve("64/no share"), "");
  }

  private Path shares() {
    return storage.resolve("shares");
  }

  private void make(String storageIndex) throws IOException {
    Files.createDirectories(shares().resolve(storageIndex.substring(0, 2)).resolve(storageIndex));
  }

  private static JsonNode recorded(int row) {
    return Golden.rows("storage-status.jsonl").get(row).at("/answer/bucket-counter");
  }

  /** A counter that goes on from what was kept, and whose slices have time for {@code steps}. */
  private BucketCounter counter(int steps) {
    long step = BucketCounter.PACE.slice().toNanos() / steps;
    return new BucketCounter(storage, shares(), clock, () -> nanos += step / 2);
  }

  private static List<String> names(JsonNode json) {
    List<String> names = new ArrayList<>();
    json.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** What is told, without the zeros that the recording leaves out, and Tahoe's samples. */
  private static JsonNode told(BucketCounter counter) {
    ObjectNode told = counter.told();
    told.path("bucket-counts").forEach(cycle -> zeroless((ObjectNode) cycle));
    return told.without(List.of("storage-index-samples", "current-cycle-start-time"));
  }

  private static void zeroless(ObjectNode counts) {
    for (String prefix : names(counts)) if (counts.get(prefix).asLong() == 0) counts.remove(prefix);
  }

  private static JsonNode expected(int row) {
    ObjectNode expected = recorded(row).deepCopy();
    return expected.without(List.of("storage-index-samples", "current-cycle-start-time"));
  }

  @Test
  void aWholeCount_isWhatTahoeTells_beforeAndAfterwards() throws IOException {
    BucketCounter counter = counter(5000);
    assertThat(told(counter)).hasToString(expected(0).toString());
    assertThat(names(counter.told())).isEqualTo(names(recorded(0)));

    Duration rest = counter.work();

    assertThat(told(counter)).hasToString(expected(2).toString());
    assertThat(counter.total()).contains(13L);
    assertThat(rest).isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
  }

  @Test
  void aCount_isMadeInSlices_andGoesOnAfterARestart() throws IOException {
    BucketCounter first = counter(100);
    Duration rest = Duration.ZERO;
    while (first.told().get("bucket-counts").path("0").size() < 512) rest = first.work();
    assertThat(rest)
        .as("a tenth of the time")
        .isBetween(Duration.ofMillis(450), Duration.ofMillis(600));
    assertThat(first.told().path("current-cycle").asLong()).isZero();
    first.stop();
    first.save();
    make("22" + REST);
    make("zz" + REST);

    BucketCounter again = counter(5000);
    again.work();

    assertThat(again.total()).as("what came behind it counts the next time").contains(14L);
  }

  @Test
  void theNextCount_beginsAnHourAfterTheLast_whateverTheClockSays() throws IOException {
    BucketCounter counter = counter(5000);
    counter.work();
    make("22" + REST);
    clock.advance(Duration.ofDays(400));
    counter.work();
    assertThat(counter.total()).contains(13L);

    nanos += Duration.ofHours(1).toNanos();
    counter.work();
    assertThat(counter.total()).contains(14L);
    assertThat(counter.told().path("last-cycle-finished").asLong()).isEqualTo(1);
    assertThat(names(counter.told().path("bucket-counts"))).containsExactly("1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "nonsense", "{}", "{\"version\": 2}", "[]", "null", "{\"version\": 1}"})
  void aDamagedMemory_isKeptAside_andTheCountBeginsAnew(String damaged) throws IOException {
    Path file = storage.resolve("bucket_counter.state.json");
    Files.writeString(file, damaged);

    BucketCounter counter = counter(5000);

    assertThat(storage.resolve("bucket_counter.state.json.damaged")).hasContent(damaged);
    counter.work();
    assertThat(counter.total()).contains(13L);
    assertThat(counter(5000).total()).as("it is remembered").contains(13L);
  }

  @Test
  void theMemoryOfATahoeServer_isTakenOver_alsoInTheMiddleOfACount() throws IOException {
    ObjectNode state = recorded(1).deepCopy();
    ObjectNode counts = (ObjectNode) state.at("/bucket-counts/0");
    for (int i = 0; i < 512; i++)
      if (!counts.has(BucketNames.prefix(i))) counts.put(BucketNames.prefix(i), 0);
    counts.put("22", 7);
    Files.writeString(storage.resolve("bucket_counter.state.json"), state.toString());

    BucketCounter counter = counter(5000);
    counter.work();

    assertThat(counter.total()).contains(20L);
  }
}
