package org.truckee.cli.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A file system's answer about a file: two equal states mean unchanged contents if the first one
 * was {@linkplain #isSettled settled}. The size is a hint: only reading tells where a file ends.
 *
 * @param modified when the contents were last changed, as the owner may set it
 * @param changed when anything of the file was last changed; nobody can set it
 */
public record FileState(long size, FileTime modified, FileTime changed, long inode) {
  /** The longest step between two times of a file system that keeps parts of a second. */
  private static final Duration TICK = Duration.ofMillis(20);

  /** The longest step of a file system that keeps whole seconds, or only every second one. */
  private static final Duration COARSE_TICK = Duration.ofSeconds(2);

  private static final long NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Asks for the state of {@code path}; of a link, of the file that the link leads to. */
  public static FileState of(Path path) throws IOException {
    Map<String, Object> all = Files.readAttributes(path, "unix:size,lastModifiedTime,ctime,ino");
    return new FileState(
        (Long) all.get("size"),
        (FileTime) all.get("lastModifiedTime"),
        (FileTime) all.get("ctime"),
        ((Number) all.get("ino")).longValue());
  }

  /** The time when the contents were last changed, in nanoseconds since 1970. */
  public long modifiedNanos() {
    return modified.to(TimeUnit.NANOSECONDS);
  }

  /** The time when anything was last changed, in nanoseconds since 1970. */
  public long changedNanos() {
    return changed.to(TimeUnit.NANOSECONDS);
  }

  /**
   * Returns whether every change after {@code read} gives the file another state: its times are
   * older than a step of the clock that the file system keeps.
   */
  public boolean isSettled(Instant read) {
    boolean coarse = modifiedNanos() % NANOS == 0 && changedNanos() % NANOS == 0;
    Instant last = (modified.compareTo(changed) > 0 ? modified : changed).toInstant();
    return last.isBefore(read.minus(coarse ? COARSE_TICK : TICK));
  }
}
