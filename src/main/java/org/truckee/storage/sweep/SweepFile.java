package org.truckee.storage.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.truckee.storage.crawl.StateFile;

/** The memory of a sweep, {@code object_sweep.json}. Blocks. */
final class SweepFile {
  private final StateFile file;

  /**
   * How far a sweep came.
   *
   * @param last the key that it goes on after; empty when a cycle is over
   * @param removed the objects that this cycle removed
   */
  record Progress(Instant begun, Optional<String> last, long removed) {
    static final Progress NEW = new Progress(Instant.EPOCH, Optional.empty(), 0);
  }

  /** The memory of the sweep of the server whose shares are in {@code storage}. */
  SweepFile(Path storage) {
    this.file = new StateFile(storage.resolve("object_sweep.json"));
  }

  /** What is remembered, if anything is. */
  Optional<Progress> read() {
    return file.read(SweepFile::progress);
  }

  private static Progress progress(JsonNode json) {
    return new Progress(
        Instant.ofEpochSecond(json.required("begun").asLong()),
        Optional.ofNullable(json.path("last").textValue()),
        json.path("removed").asLong());
  }

  /** Remembers {@code progress}. */
  void keep(Progress progress) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("begun", progress.begun().getEpochSecond());
    progress.last().ifPresent(last -> json.put("last", last));
    json.put("removed", progress.removed());
    file.keep(json);
  }
}
