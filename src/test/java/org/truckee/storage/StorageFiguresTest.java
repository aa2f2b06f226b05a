package org.truckee.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.bytes.Bytes;
import org.truckee.platform.Ticker;
import org.truckee.storage.cycle.CrawlProgress;
import org.truckee.storage.cycle.CycleJson;
import org.truckee.storage.cycle.CycleReport;
import org.truckee.storage.cycle.LeaseCheckerStatus;
import org.truckee.storage.disk.DiskShareStore;
import org.truckee.storage.disk.StorageConfig;
import org.truckee.storage.expire.ExpirePolicy;
import org.truckee.storage.measure.Latencies;
import org.truckee.storage.share.StoragePolicy;
import org.truckee.testing.TestClock;
import org.truckee.testing.known.Golden;

/** The figures of a storage server have the names and the parts of Tahoe's. */
class StorageFiguresTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_796_281_200);

  @TempDir Path directory;

  private Optional<ObjectNode> counted = Optional.empty();
  private Optional<LeaseCheckerStatus> checked = Optional.empty();

  private JsonNode read(StoragePolicy policy) throws IOException {
    StorageConfig config = new StorageConfig(directory, Bytes.wrap(new byte[20]), policy);
    DiskShareStore shares = new DiskShareStore(config, new TestClock());
    shares.open();
    Map<String, Object> all =
        new StorageFigures(
                config,
                shares,
                new Latencies(Ticker.SYSTEM),
                () -> counted,
                () -> checked,
                new TestClock())
            .read();
    return new ObjectMapper().valueToTree(all);
  }

  @Test
  void aServerThatIsNew_hasTheStatsOfTahoes_inTheirOrder() throws IOException {
    JsonNode tahoes = Golden.rows("storage-status.jsonl").get(0).at("/answer/stats");
    JsonNode ours = read(StoragePolicy.USUAL.reserving(1000)).path("stats");

    assertThat(ours.fieldNames()).toIterable().containsExactlyElementsOf(names(tahoes));
    assertThat(ours.path("storage_server.reserved_space").asLong()).isEqualTo(1000);
    assertThat(ours.path("storage_server.accepting_immutable_shares").asInt()).isEqualTo(1);
    long free = ours.path("storage_server.disk_free_for_nonroot").asLong();
    assertThat(ours.path("storage_server.disk_avail").asLong()).isEqualTo(free - 1000);
    assertThat(ours.path("storage_server.disk_used").asLong())
        .isEqualTo(
            ours.path("storage_server.disk_total").asLong()
                - ours.path("storage_server.disk_free_for_root").asLong());
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void aReadOnlyServer_hasNothingAvailable() throws IOException {
    StoragePolicy usual = StoragePolicy.USUAL;
    StoragePolicy readonly = new StoragePolicy(0, true, usual.maximumShareSize(), usual.durable());

    JsonNode stats = read(readonly).path("stats");
    assertThat(stats.path("storage_server.disk_avail").asLong()).isZero();
    assertThat(stats.path("storage_server.accepting_immutable_shares").asInt()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"fresh", "half-way", "after a cycle", "expiring half-way", "expired"})
  void theCheckOfLeases_isToldAsTahoeTellsIt(String name) throws IOException {
    JsonNode tahoes = recorded(name);
    counted = Optional.of((ObjectNode) tahoes.path("bucket-counter"));
    checked = Optional.of(status(tahoes.path("lease-checker")));

    JsonNode ours = read(StoragePolicy.USUAL);

    for (String part : List.of("lease-checker", "lease-checker-progress"))
      assertThat(shape(ours.path(part))).isEqualTo(shape(tahoes.path(part)));
    assertThat(ours.path("bucket-counter")).hasToString(tahoes.path("bucket-counter").toString());
    for (String same : List.of("/history", "/cycle-to-date", "/current-cycle", "/version"))
      assertThat(doubles(ours.at("/lease-checker" + same)))
          .isEqualTo(doubles(tahoes.at("/lease-checker" + same)));
    assertThat(ours.at("/lease-checker/last-complete-prefix"))
        .hasToString(tahoes.at("/lease-checker/last-complete-prefix").toString());
  }

  private static JsonNode recorded(String name) {
    return Golden.rows("storage-status.jsonl").stream()
        .filter(row -> row.get("name").asText().equals(name))
        .findFirst()
        .orElseThrow()
        .get("answer");
  }

  /** The status of a crawler of ours that found what Tahoe's did. */
  private static LeaseCheckerStatus status(JsonNode tahoes) {
    Optional<CycleReport> current = Optional.empty();
    if (tahoes.has("cycle-to-date")) {
      ObjectNode soFar = tahoes.path("cycle-to-date").deepCopy();
      soFar.putArray("cycle-start-finish-times").add(NOW.getEpochSecond()).addNull();
      current = Optional.of(CycleJson.read(soFar));
    }
    SortedMap<Long, CycleReport> history = new TreeMap<>();
    for (Map.Entry<String, JsonNode> cycle : tahoes.path("history").properties())
      history.put(Long.parseLong(cycle.getKey()), CycleJson.read(cycle.getValue()));
    CrawlProgress progress =
        new CrawlProgress(
            current.map(under -> 0L),
            history.keySet().stream().findFirst(),
            current.isPresent() ? CrawlProgress.PREFIXES / 2 : 0,
            NOW,
            Optional.empty(),
            Optional.empty());
    return new LeaseCheckerStatus(ExpirePolicy.USUAL, progress, Optional.empty(), current, history);
  }

  /** The names of all fields, each with those before it. */
  private static Set<String> shape(JsonNode json) {
    Set<String> shape = new TreeSet<>();
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      shape.add(field.getKey());
      shape(field.getValue()).forEach(name -> shape.add(field.getKey() + "/" + name));
    }
    return shape;
  }

  /** The values of all fields, where all numbers are alike, and kinds of shares are in order. */
  private static Object doubles(JsonNode json) {
    if (json.isNumber()) return json.asDouble();
    if (json.isObject()) {
      Map<String, Object> values = new TreeMap<>();
      json.properties().forEach(field -> values.put(field.getKey(), doubles(field.getValue())));
      return values;
    }
    if (!json.isArray()) return json.toString();
    List<Object> values = new ArrayList<>();
    json.forEach(value -> values.add(doubles(value)));
    if (json.path(0).isTextual() && json.size() <= 2) values.sort(null);
    return values;
  }

  @Test
  void anEstimate_isTheFiguresSoFarInProportion_andNoneBeforeAnythingIsDone() {
    LeaseCheckerStatus half = status(recorded("half-way").path("lease-checker"));
    String shares = "/space-recovered/examined-shares";

    JsonNode told = LeaseCheckerJson.state(half);
    assertThat(told.at("/estimated-remaining-cycle" + shares).asDouble()).isEqualTo(52);
    assertThat(told.at("/estimated-current-cycle" + shares).asDouble()).isEqualTo(104);

    CrawlProgress none =
        new CrawlProgress(
            Optional.of(0L), Optional.empty(), 0, NOW, Optional.empty(), Optional.empty());
    JsonNode begun =
        LeaseCheckerJson.state(
            new LeaseCheckerStatus(
                half.policy(), none, Optional.empty(), half.cycleToDate(), half.history()));
    assertThat(begun.at("/estimated-current-cycle" + shares).isNull()).isTrue();
    assertThat(begun.path("last-complete-prefix").isNull()).isTrue();
  }

  @Test
  void theProgress_isToldInSeconds_alsoThatNothingGoesForNow() throws IOException {
    CrawlProgress resting =
        new CrawlProgress(
            Optional.empty(),
            Optional.of(3L),
            0,
            NOW.plusSeconds(60),
            Optional.empty(),
            Optional.of(Duration.ofMillis(1500)));
    assertThat(LeaseCheckerJson.progress(resting, NOW))
        .hasToString(
            "{\"cycle-in-progress\":false,\"next-crawl-time\":1796281260,"
                + "\"remaining-wait-time\":60.0,\"estimated-time-per-cycle\":1.5}");

    checked =
        Optional.of(
            new LeaseCheckerStatus(
                ExpirePolicy.USUAL, resting, Optional.of(NOW), Optional.empty(), new TreeMap<>()));
    assertThat(read(StoragePolicy.USUAL).path("expiry"))
        .hasToString(
            "{\"expiration-enabled\":false,\"configured-expiration-mode\":"
                + "[\"age\",null,null,[\"immutable\",\"mutable\"]],\"held-until\":1796281200}");
  }
}
