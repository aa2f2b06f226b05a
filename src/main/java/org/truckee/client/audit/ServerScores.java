package org.truckee.client.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.client.server.StorageServer;
import org.truckee.platform.KeptLines;
import org.truckee.platform.OwnerFiles;

/**
 * The scores of servers in audits, by the servers' ids. They can be kept in a file from one run of
 * the gateway to the next, a line for each: {@code ID GOOD BAD SILENT OUTCOMES LATEST}. A line that
 * is damaged is left out, and its server begins anew. Thread-safe.
 */
public final class ServerScores {
  private static final Logger LOG = LoggerFactory.getLogger(ServerScores.class);

  /** The most servers; beyond, the one that was not audited for longest is forgotten. */
  private static final int MOST = 4096;

  private final InstantSource clock;
  private final Map<String, ServerScore> scores = new HashMap<>();
  private volatile Optional<Path> file = Optional.empty();
  private final Object saving = new Object();
  private boolean changed;

  /** Scores of no server yet, whose times {@code clock} tells. */
  public ServerScores(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Recalls the scores in {@code path}, if it is there, and keeps them there. They begin anew where
   * it can't be read. Blocks.
   */
  public synchronized void keepIn(Path path) {
    try {
      OwnerFiles.directories(path.getParent());
      KeptLines.read(path, this::read);
    } catch (IOException e) {
      LOG.warn("the scores of servers begin anew, since they can't be read from {}", path, e);
    }
    file = Optional.of(path);
  }

  private void read(String line) {
    String[] words = line.split(" ", -1);
    if (words.length != 6) throw new IllegalArgumentException("it has " + words.length + " words");
    put(words[0], ServerScore.read(words[1], words[2], words[3], words[4], words[5]));
  }

  /** The score of {@code server}; empty if it was never audited. */
  public synchronized Optional<ServerScore> of(StorageServer server) {
    return Optional.ofNullable(scores.get(server.announcement().serverId()));
  }

  /**
   * Notes the outcomes of an audit. Where no server at all answered, it was more likely this
   * gateway that was cut off, and nobody is judged.
   */
  synchronized void note(AuditResults results) {
    if (results.isDeserted()) return;
    results.silent().forEach(server -> note(server, AuditVerdict.SILENT));
    Set<StorageServer> fallenSilent =
        results.with(AuditVerdict.SILENT).stream()
            .map(AuditedShare::server)
            .collect(Collectors.toSet());
    fallenSilent.forEach(server -> note(server, AuditVerdict.SILENT));
    results.with(AuditVerdict.GOOD).forEach(share -> note(share.server(), share.verdict()));
    results.with(AuditVerdict.BAD).forEach(share -> note(share.server(), share.verdict()));
  }

  private void note(StorageServer server, AuditVerdict verdict) {
    String id = server.announcement().serverId();
    Instant now = clock.instant();
    ServerScore before = scores.get(id);
    put(id, before == null ? ServerScore.first(verdict, now) : before.and(verdict, now));
    changed = true;
  }

  private void put(String id, ServerScore score) {
    scores.put(id, score);
    if (scores.size() > MOST)
      scores
          .keySet()
          .remove(
              scores.entrySet().stream()
                  .min(Comparator.comparing(entry -> entry.getValue().latest()))
                  .orElseThrow()
                  .getKey());
  }

  /** Writes the scores to the file, if there is one and they have changed. Blocks. */
  void save() {
    synchronized (saving) {
      unsaved().ifPresent(this::write);
    }
  }

  private void write(String text) {
    try {
      OwnerFiles.replace(file.orElseThrow(), text);
    } catch (IOException e) {
      LOG.warn("the scores of servers can't be kept in {}", file.orElseThrow(), e);
    }
  }

  private synchronized Optional<String> unsaved() {
    if (file.isEmpty() || !changed) return Optional.empty();
    changed = false;
    return Optional.of(
        scores.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> entry.getKey() + " " + entry.getValue().line() + "\n")
            .collect(Collectors.joining()));
  }
}
