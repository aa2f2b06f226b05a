package org.truckee.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.bytes.Bytes;
import org.truckee.platform.Ticker;
import org.truckee.storage.disk.DiskShareStore;
import org.truckee.storage.disk.StorageConfig;
import org.truckee.storage.measure.Latencies;
import org.truckee.storage.share.StoragePolicy;
import org.truckee.testing.TestClock;
import org.truckee.testing.known.Golden;

/** The figures of a storage server have the names and the parts of Tahoe's. */
class StorageFiguresTest {
  @TempDir Path directory;

  private JsonNode read(StoragePolicy policy) throws IOException {
    StorageConfig config = new StorageConfig(directory, Bytes.wrap(new byte[20]), policy);
    DiskShareStore shares = new DiskShareStore(config, new TestClock());
    shares.open();
    Map<String, Object> all =
        new StorageFigures(policy, shares, new Latencies(Ticker.SYSTEM)).read();
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
    return List.copyOf(new ObjectMapper().convertValue(object, Map.class).keySet());
  }

  @Test
  void aReadOnlyServer_hasNothingAvailable() throws IOException {
    StoragePolicy usual = StoragePolicy.USUAL;
    StoragePolicy readonly = new StoragePolicy(0, true, usual.maximumShareSize(), usual.durable());

    JsonNode stats = read(readonly).path("stats");
    assertThat(stats.path("storage_server.disk_avail").asLong()).isZero();
    assertThat(stats.path("storage_server.accepting_immutable_shares").asInt()).isZero();
  }
}
