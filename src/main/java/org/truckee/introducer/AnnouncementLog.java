package org.truckee.introducer;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.GridException;
import org.truckee.protocol.announcement.Announcement;
import org.truckee.protocol.port.ClientAddress;

/**
 * The latest announcement of each service of each node, numbered in the order in which they came,
 * so that a follower can ask for what is new. Announcements end when nobody renews them; their
 * number and their size are bounded, and where the bound is reached, the source that has the most
 * gives way to one that has fewer. Thread-safe; {@link #open} and {@link #save} block.
 */
final class AnnouncementLog {
  /** The most announcements: anybody with the swissnum can make some. */
  static final int MAX_ANNOUNCEMENTS = 10_000;

  /** The most characters of all announcements together. */
  static final long MAX_SIZE = 32_000_000;

  /**
   * The size that a small announcement counts as, so that one bound on the size bounds the number
   * too.
   */
  static final long LEAST_SIZE = MAX_SIZE / MAX_ANNOUNCEMENTS;

  /** The most services of one node. */
  static final int MAX_SERVICES = 10;

  /** The time for which an announcement counts without being renewed. */
  static final Duration LIFETIME = Duration.ofDays(30);

  /** The time for renewal after this introducer was away. */
  static final Duration GRACE = Duration.ofDays(2);

  private static final Logger LOG = LoggerFactory.getLogger(AnnouncementLog.class);

  private final AnnouncementFile file;
  private final InstantSource clock;
  private final NavigableMap<Long, KeptAnnouncement> byNumber = new TreeMap<>();
  private final Map<String, Long> numbers = new HashMap<>();
  private final Map<String, Long> bySource = new HashMap<>();
  private final Map<String, Integer> byNode = new HashMap<>();
  private final Object saving = new Object();
  private long size;
  private long latest;

  AnnouncementLog(Path file, InstantSource clock) {
    this.file = new AnnouncementFile(file);
    this.clock = clock;
  }

  /** Reads the announcements that an earlier process kept; a damaged line is left out. */
  void open() throws IOException {
    synchronized (saving) {
      file.read(this::recall);
    }
  }

  private synchronized void recall(String line) {
    KeptAnnouncement kept = KeptAnnouncement.parse(line, clock.instant());
    Instant earliest = clock.instant().minus(LIFETIME).plus(GRACE);
    recall(kept.received().isBefore(earliest) ? renewed(kept, earliest) : kept);
  }

  /** Of one service there may be older lines beside the newest. */
  private void recall(KeptAnnouncement kept) {
    try {
      put(kept);
    } catch (GridException e) {
      if (e.kind() != GridException.Kind.CONFLICT) throw e;
    }
  }

  private static KeptAnnouncement renewed(KeptAnnouncement kept, Instant received) {
    return KeptAnnouncement.of(Announcement.parse(kept.wire()), received, kept.source());
  }

  /**
   * Takes an announcement that came from {@code source}. {@code CONFLICT} if it is not newer than
   * the one of the same service that is kept, {@code NO_SPACE} if there is no room for it.
   */
  synchronized KeptAnnouncement add(Announcement announcement, String source) {
    expire();
    KeptAnnouncement kept = KeptAnnouncement.of(announcement, clock.instant(), source);
    put(kept);
    return kept;
  }

  private void put(KeptAnnouncement kept) {
    Long known = numbers.get(kept.key());
    if (known != null && byNumber.get(known).about().sequence() >= kept.about().sequence()) {
      throw new GridException(
          GridException.Kind.CONFLICT, "an announcement that is as new or newer is kept already");
    }
    if (known == null && byNode.getOrDefault(kept.about().serverId(), 0) >= MAX_SERVICES) {
      throw new GridException(
          GridException.Kind.NO_SPACE,
          "no more than " + MAX_SERVICES + " services of a node are kept");
    }
    makeRoom(kept);
    before(kept).ifPresent(this::remove);
    numbers.put(kept.key(), ++latest);
    byNumber.put(latest, kept);
    size += weight(kept);
    bySource.merge(source(kept), weight(kept), Long::sum);
    byNode.merge(kept.about().serverId(), 1, Integer::sum);
  }

  /** The number of the announcement that {@code kept} replaces. */
  private Optional<Long> before(KeptAnnouncement kept) {
    return Optional.ofNullable(numbers.get(kept.key()));
  }

  /** The room that it takes. */
  static long weight(KeptAnnouncement kept) {
    return Math.max(LEAST_SIZE, kept.wire().length());
  }

  /** The source whose share of the room it takes. */
  private static String source(KeptAnnouncement kept) {
    return ClientAddress.of(kept.source());
  }

  private void remove(long number) {
    KeptAnnouncement gone = byNumber.remove(number);
    numbers.remove(gone.key());
    size -= weight(gone);
    bySource.computeIfPresent(
        source(gone), (source, held) -> held == weight(gone) ? null : held - weight(gone));
    byNode.computeIfPresent(
        gone.about().serverId(), (node, count) -> count == 1 ? null : count - 1);
  }

  /** The source that fills an introducer up makes room for others, its oldest first. */
  private void makeRoom(KeptAnnouncement kept) {
    while (size + growth(kept) > MAX_SIZE) {
      long number = oldestOfTheLargestSource(kept);
      KeptAnnouncement gone = byNumber.get(number);
      LOG.info(
          "the announcement of {} of {} makes room for others",
          gone.about().service(),
          gone.about().serverId());
      remove(number);
    }
  }

  private long growth(KeptAnnouncement kept) {
    return weight(kept) - before(kept).map(number -> weight(byNumber.get(number))).orElse(0L);
  }

  private long oldestOfTheLargestSource(KeptAnnouncement newcomer) {
    var largest = bySource.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
    if (largest.getValue() <= bySource.getOrDefault(source(newcomer), 0L) + growth(newcomer))
      throw new GridException(GridException.Kind.NO_SPACE, "no more announcements are kept");
    return byNumber.entrySet().stream()
        .filter(entry -> source(entry.getValue()).equals(largest.getKey()))
        .findFirst()
        .orElseThrow()
        .getKey();
  }

  /** Forgets the announcements that nobody renewed. */
  synchronized void expire() {
    Instant end = clock.instant().minus(LIFETIME);
    while (!byNumber.isEmpty() && oldest().received().isBefore(end)) {
      LOG.info("{} of {} was not renewed", oldest().about().service(), oldest().about().serverId());
      remove(byNumber.firstKey());
    }
  }

  private KeptAnnouncement oldest() {
    return byNumber.get(byNumber.firstKey());
  }

  /**
   * The announcements that came after {@code number}, by number: at most {@code limit} of them, and
   * at most {@code size} characters, but always one.
   */
  synchronized NavigableMap<Long, KeptAnnouncement> after(long number, int limit, int size) {
    NavigableMap<Long, KeptAnnouncement> next = new TreeMap<>();
    long left = size;
    for (var entry : byNumber.tailMap(number + 1).entrySet()) {
      left -= entry.getValue().wire().length();
      if (next.size() == limit || (left < 0 && !next.isEmpty())) break;
      next.put(entry.getKey(), entry.getValue());
    }
    return next;
  }

  private synchronized long size() {
    return size;
  }

  /** All announcements that are kept. */
  synchronized Collection<KeptAnnouncement> all() {
    return List.copyOf(byNumber.values());
  }

  /** The announcement that is kept of one service, if there is one. */
  synchronized Optional<KeptAnnouncement> find(String serverId, String service) {
    return Optional.ofNullable(numbers.get(serverId + " " + service)).map(byNumber::get);
  }

  /** Afterwards {@code kept}, unless a newer one has taken its place, is on the disk itself. */
  void save(KeptAnnouncement kept) throws IOException {
    synchronized (saving) {
      if (!file.isOutdated(size())) file.append(kept.toLine());
      else file.rewrite(all().stream().map(KeptAnnouncement::toLine).toList());
    }
  }
}
