package org.truckee.client.server.introducer;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.platform.BlockingWork;
import org.truckee.platform.KeptLines;
import org.truckee.platform.OwnerFiles;
import org.truckee.platform.Timers;
import org.truckee.protocol.announcement.Announcement;

/**
 * The announcements of all introducers together, the newest of each service, kept in a file so that
 * a gateway finds its servers while every introducer is away. A server that nobody announced anew
 * and that was not reached for {@link #LIFETIME} is forgotten. The file holds NURLs: it belongs in
 * {@code private/}. Thread-safe.
 */
public final class AnnouncementCache {
  /** The time for which a server is remembered that is neither announced anew nor reached. */
  public static final Duration LIFETIME = Duration.ofDays(30);

  /** The most services that are remembered; strangers may announce any number of them. */
  static final int MAX_SERVICES = 1_000;

  /** The most bytes that are remembered. */
  static final long MAX_SIZE = 4 << 20;

  /** The time in which remembered servers can be heard of again after the gateway was away. */
  static final Duration GRACE = Duration.ofDays(2);

  private static final Logger LOG = LoggerFactory.getLogger(AnnouncementCache.class);
  private static final Set<String> SERVICES = Set.of(Announcement.STORAGE, Announcement.VDRIVE);
  private static final long SAVE_DELAY_MILLIS = 500;
  private static final long REVIEW_MILLIS = TimeUnit.HOURS.toMillis(1);

  /** The servers that a gateway knows, as far as a cache deals with them. */
  public interface Servers {
    /** Takes in a server's announcement. */
    void meet(Announcement announcement);

    /** Returns whether the server answers. */
    boolean reaches(Announcement announcement);

    /** Uses the server no more. */
    void forget(Announcement announcement);
  }

  private final Timers timers;
  private final BlockingWork disk;
  private final Path file;
  private final Servers servers;
  private final InstantSource clock;
  private final Map<String, HeardAnnouncement> newest = new LinkedHashMap<>();
  private Future<Void> saved = Future.succeededFuture();
  private long size;
  private boolean saving;
  private Runnable stopSaveTimer = () -> {};
  private Runnable stopReviews = () -> {};

  /** A cache in {@code file} that hands everything new about servers to {@code servers}. */
  public AnnouncementCache(Vertx vertx, Path file, Servers servers, InstantSource clock) {
    this.timers = Timers.of(vertx);
    this.disk = BlockingWork.of(vertx);
    this.file = file;
    this.servers = servers;
    this.clock = clock;
  }

  /** Recalls the announcements from before the last stop. */
  public Future<Void> open() {
    stopReviews = timers.every(REVIEW_MILLIS, this::review);
    return disk.ask(this::lines).onSuccess(lines -> lines.forEach(this::recall)).mapEmpty();
  }

  /**
   * The lines of the file; none if it can't be read, since introducers announce everything again.
   */
  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    try {
      KeptLines.read(file, lines::add);
    } catch (IOException e) {
      LOG.warn("the servers that were known can't be recalled: {}", FailureText.sentence(e));
    }
    return lines;
  }

  private synchronized void recall(String line) {
    try {
      Instant now = clock.instant();
      HeardAnnouncement heard = HeardAnnouncement.parse(line, now);
      take(heard.notBefore(now.minus(LIFETIME).plus(GRACE)));
    } catch (RuntimeException e) {
      LOG.warn("a line of {} is of no use: {}", file.getFileName(), FailureText.sentence(e));
    }
  }

  /** Takes an introducer's announcement, unless one as new is known. */
  public synchronized void hear(Announcement announcement) {
    if (!SERVICES.contains(announcement.service())) return;
    try {
      take(HeardAnnouncement.of(announcement, clock.instant()));
    } catch (RuntimeException e) {
      LOG.warn("server {} can't be used: {}", announcement.shortName(), FailureText.sentence(e));
    }
  }

  private void take(HeardAnnouncement heard) {
    HeardAnnouncement known = newest.get(heard.key());
    if (known != null && known.announcement().sequence() >= heard.announcement().sequence()) return;
    Announcement announcement = heard.announcement().checked();
    if (known == null) makeRoom(heard);
    if (!heard.forgotten()) servers.meet(announcement);
    if (known == null) LOG.info("{} is heard of", announcement);
    put(heard);
    saveSoon();
  }

  private void put(HeardAnnouncement heard) {
    HeardAnnouncement before = newest.put(heard.key(), heard);
    size += heard.size() - (before == null ? 0 : before.size());
  }

  private void makeRoom(HeardAnnouncement newcomer) {
    while (newest.size() >= MAX_SERVICES || size + newcomer.size() > MAX_SIZE)
      drop(
          newest.values().stream()
              .filter(heard -> !servers.reaches(heard.announcement()))
              .min(Comparator.comparing(HeardAnnouncement::worth))
              .orElseThrow(AnnouncementCache::full));
  }

  private static GridException full() {
    return new GridException(
        GridException.Kind.NO_SPACE,
        "this gateway knows as many servers as it can, and reaches all of them");
  }

  private void drop(HeardAnnouncement heard) {
    newest.remove(heard.key());
    size -= heard.size();
    servers.forget(heard.announcement());
  }

  /** Notes the servers that are reached, and forgets those that were not heard of for long. */
  synchronized void review() {
    Instant now = clock.instant();
    for (HeardAnnouncement heard : List.copyOf(newest.values())) {
      if (servers.reaches(heard.announcement())) put(heard.reachedAt(now));
      else if (heard.isOlderThan(now.minus(LIFETIME))) {
        LOG.info("{} is forgotten: nobody announced it or reached it for long", heard.key());
        drop(heard);
      }
    }
    saveSoon();
  }

  /**
   * Forgets all services of the node {@code serverId}, until it announces them anew; false if there
   * is none.
   */
  public synchronized boolean forget(String serverId) {
    List<HeardAnnouncement> services =
        newest.values().stream()
            .filter(heard -> heard.announcement().serverId().equals(serverId))
            .filter(heard -> !heard.forgotten())
            .toList();
    for (HeardAnnouncement heard : services) {
      LOG.info("{} is forgotten, as its owner asked", heard.key());
      put(heard.forget());
      servers.forget(heard.announcement());
    }
    saveSoon();
    return !services.isEmpty();
  }

  /** Saves the latest changes, and saves no more. */
  public synchronized Future<Void> close() {
    stopReviews.run();
    if (saving) saved = saveNow();
    return saved.otherwiseEmpty();
  }

  private void saveSoon() {
    if (saving) return;
    saving = true;
    stopSaveTimer = timers.in(SAVE_DELAY_MILLIS, this::save);
  }

  private synchronized void save() {
    saved = saveNow();
  }

  /** One save after the other. */
  private Future<Void> saveNow() {
    stopSaveTimer.run();
    saving = false;
    List<HeardAnnouncement> all = List.copyOf(newest.values());
    return saved
        .transform(before -> disk.run(() -> save(all)))
        .onFailure(failure -> LOG.warn("the known servers can't be saved", failure));
  }

  private void save(List<HeardAnnouncement> all) throws IOException {
    StringBuilder text = new StringBuilder();
    all.forEach(heard -> text.append(heard.toLine()).append('\n'));
    OwnerFiles.replace(file, text.toString());
  }

  /** The remembered announcement of one service, if there is one. */
  synchronized Optional<HeardAnnouncement> find(String serverId, String service) {
    return Optional.ofNullable(newest.get(service + " " + serverId));
  }
}
