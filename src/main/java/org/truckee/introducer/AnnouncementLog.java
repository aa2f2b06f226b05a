package org.truckee.introducer;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.GridException;
import org.truckee.OwnerFiles;
import org.truckee.protocol.Announcement;

/**
 * The latest announcement of each service of each node, numbered in the order in which they came,
 * so that a follower can ask for what is new. Kept in a file of one JSON line each. Thread-safe;
 * {@link #open} and {@link #save} block.
 */
final class AnnouncementLog {
  /** Anybody with the swissnum can announce, so there is an end to it. */
  static final int MAX_ANNOUNCEMENTS = 20_000;

  private static final Logger LOG = LoggerFactory.getLogger(AnnouncementLog.class);

  private final Path file;
  private final SortedMap<Long, Announcement> byNumber = new TreeMap<>();
  private final Map<String, Long> numbers = new HashMap<>();
  private final Object saving = new Object();
  private long latest;

  AnnouncementLog(Path file) {
    this.file = file;
  }

  /** Reads what an earlier process kept; what can't be read is left out. */
  synchronized void open() throws IOException {
    OwnerFiles.directories(file.getParent());
    if (!Files.exists(file)) return;
    new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().forEach(this::recall);
  }

  private void recall(String line) {
    try {
      add(Announcement.parse(line));
    } catch (GridException e) {
      LOG.warn("a line of {} is left out: {}", file.getFileName(), e.getMessage());
    }
  }

  /**
   * Takes an announcement; {@code CONFLICT} if it is not newer than the one of the same service
   * that is kept.
   */
  synchronized void add(Announcement announcement) {
    String service = announcement.serverId() + " " + announcement.service();
    Long known = numbers.get(service);
    if (known != null && byNumber.get(known).sequence() >= announcement.sequence()) {
      throw new GridException(
          GridException.Kind.CONFLICT, "an announcement that is as new or newer is kept already");
    }
    if (known == null && numbers.size() >= MAX_ANNOUNCEMENTS) {
      throw new GridException(
          GridException.Kind.NO_SPACE, "no more than " + MAX_ANNOUNCEMENTS + " services are kept");
    }
    if (known != null) byNumber.remove(known);
    numbers.put(service, ++latest);
    byNumber.put(latest, announcement);
  }

  /** The announcements that came after {@code number}, up to {@code limit} of them, by number. */
  synchronized SortedMap<Long, Announcement> after(long number, int limit) {
    SortedMap<Long, Announcement> next = new TreeMap<>();
    for (var entry : byNumber.tailMap(number + 1).entrySet()) {
      if (next.size() == limit) break;
      next.put(entry.getKey(), entry.getValue());
    }
    return next;
  }

  /** All that is kept. */
  synchronized Collection<Announcement> all() {
    return List.copyOf(byNumber.values());
  }

  /**
   * Writes all that is kept, in place of what was written before. Afterwards it is on the disk
   * itself.
   */
  void save() throws IOException {
    synchronized (saving) {
      Path next = file.resolveSibling(file.getFileName() + ".new");
      OwnerFiles.write(next, all().stream().map(a -> a.toJson() + "\n").collect(joining()));
      sync(next, StandardOpenOption.WRITE);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      sync(file.getParent(), StandardOpenOption.READ);
    }
  }

  private static void sync(Path path, StandardOpenOption option) throws IOException {
    try (FileChannel channel = FileChannel.open(path, option)) {
      channel.force(true);
    }
  }
}
