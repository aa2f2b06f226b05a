package org.truckee.storage.sweep;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.platform.Ticker;
import org.truckee.storage.crawl.Slices;
import org.truckee.storage.object.ObjectName;
import org.truckee.storage.object.ObjectPage;
import org.truckee.storage.object.ObjectStore;

/**
 * The removal of objects that the disk does not list: those of shares that have left the trash, and
 * those that a killed server left. A page of keys is looked at in each slice, and all of them in a
 * cycle. Young objects stay, since they may be on their way to the list. Blocks; one thread at a
 * time.
 */
final class ObjectSweep implements Slices.Sliced {
  /** The rest after a start. */
  static final Duration FIRST = Duration.ofMinutes(7);

  /** The age from which on an object goes: a share is sent and listed in a much shorter time. */
  static final Duration YOUNG = Duration.ofDays(2);

  private static final Duration CYCLE = Duration.ofDays(1);
  private static final Duration REST = Duration.ofSeconds(1);
  private static final int TIMES = 9;
  private static final Logger LOG = LoggerFactory.getLogger(ObjectSweep.class);

  private final ObjectStore objects;
  private final ListedObjects listed;
  private final SweepFile file;
  private final InstantSource clock;
  private final Ticker ticker;
  private SweepFile.Progress progress;
  private volatile boolean stopped;

  ObjectSweep(
      ObjectStore objects,
      ListedObjects listed,
      SweepFile file,
      InstantSource clock,
      Ticker ticker) {
    this.objects = objects;
    this.listed = listed;
    this.file = file;
    this.clock = clock;
    this.ticker = ticker;
    this.progress = file.read().orElse(SweepFile.Progress.NEW);
  }

  @Override
  public void stop() {
    stopped = true;
  }

  @Override
  public Duration work() throws IOException {
    long begin = ticker.nanos();
    Instant now = clock.instant();
    if (progress.last().isEmpty()) {
      Duration since = Duration.between(progress.begun(), now);
      if (!since.isNegative() && since.compareTo(CYCLE) < 0) return CYCLE.minus(since);
      progress = new SweepFile.Progress(now, Optional.of(""), 0);
      int ended = objects.endUploads(YOUNG);
      if (ended > 0) LOG.info("storage: {} unfinished uploads of objects were ended", ended);
    }
    sweep(objects.list(progress.last().orElseThrow()));
    save();
    Duration took = Duration.ofNanos(ticker.nanos() - begin);
    return took.multipliedBy(TIMES).plus(REST);
  }

  private void sweep(ObjectPage page) throws IOException {
    long removed = progress.removed();
    for (ObjectPage.Entry entry : page.entries()) {
      if (stopped) return;
      if (entry.age().compareTo(YOUNG) > 0 && goes(entry.key())) removed++;
    }
    progress = new SweepFile.Progress(progress.begun(), page.last(), removed);
    if (page.last().isEmpty() && removed > 0)
      LOG.info("storage: {} objects that no share belongs to were removed", removed);
  }

  /** Removes an object that is not listed. Objects with other names are not this server's. */
  private boolean goes(String key) throws IOException {
    Optional<ObjectName> name = ObjectName.parse(key);
    if (name.isEmpty() || listed.has(name.get())) return false;
    objects.remove(name.get());
    return true;
  }

  @Override
  public void save() {
    file.keep(progress);
  }
}
