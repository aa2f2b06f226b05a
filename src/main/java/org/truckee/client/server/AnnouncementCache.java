package org.truckee.client.server;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.GridException;
import org.truckee.OwnerFiles;
import org.truckee.protocol.Announcement;

/**
 * What all introducers together have said, the newest of each service, kept in a file so that a
 * gateway finds its servers while every introducer is away. The file holds NURLs: it belongs in
 * {@code private/}. Event loop only.
 */
public final class AnnouncementCache {
  private static final Logger LOG = LoggerFactory.getLogger(AnnouncementCache.class);
  private static final Set<String> SERVICES = Set.of(Announcement.STORAGE, Announcement.VDRIVE);
  private static final long SAVE_DELAY_MILLIS = 500;

  private final Vertx vertx;
  private final Path file;
  private final Consumer<Announcement> listener;
  private final Map<String, Announcement> newest = new LinkedHashMap<>();
  private Future<Void> saved = Future.succeededFuture();
  private boolean saving;
  private long saveTimer = -1;

  /** A cache in {@code file} that hands everything new about servers to {@code listener}. */
  public AnnouncementCache(Vertx vertx, Path file, Consumer<Announcement> listener) {
    this.vertx = vertx;
    this.file = file;
    this.listener = listener;
  }

  /** Hears once more what was heard before the last stop. */
  public Future<Void> open() {
    return vertx
        .executeBlocking(() -> Files.exists(file) ? Files.readAllLines(file) : List.<String>of())
        .onSuccess(lines -> lines.forEach(this::recall))
        .mapEmpty();
  }

  private void recall(String line) {
    try {
      hear(Announcement.parse(line));
    } catch (GridException e) {
      LOG.warn("a line of {} is of no use: {}", file.getFileName(), e.getMessage());
    }
  }

  /** Takes what an introducer said, unless something as new is known. */
  public void hear(Announcement announcement) {
    if (!SERVICES.contains(announcement.service())) return;
    String service = announcement.service() + " " + announcement.serverId();
    Announcement known = newest.get(service);
    if (known != null && known.sequence() >= announcement.sequence()) return;
    newest.put(service, announcement);
    try {
      listener.accept(announcement);
    } catch (GridException e) {
      LOG.warn("server {} can't be used: {}", announcement.shortName(), e.getMessage());
    }
    saveSoon();
  }

  /** Saves what is not saved yet, and saves no more. */
  public Future<Void> close() {
    if (saving) saved = saveNow();
    return saved.otherwiseEmpty();
  }

  private void saveSoon() {
    if (saving) return;
    saving = true;
    saveTimer = vertx.setTimer(SAVE_DELAY_MILLIS, later -> saved = saveNow());
  }

  /** One save after the other. */
  private Future<Void> saveNow() {
    vertx.cancelTimer(saveTimer);
    saving = false;
    List<String> lines = newest.values().stream().map(Announcement::toJson).toList();
    return saved
        .transform(before -> vertx.executeBlocking(() -> save(lines)))
        .onFailure(failure -> LOG.warn("the known servers can't be saved", failure));
  }

  private Void save(List<String> lines) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".new");
    OwnerFiles.write(next, String.join("\n", lines) + "\n");
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return null;
  }
}
