package org.truckee.web.member;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.truckee.GridException;
import org.truckee.crypto.StorageIndex;

/**
 * What members have stored, and the quotas that bound it. A file counts for its member with its
 * bytes, and with 4 KiB at least, for {@link #LASTS} after it was stored, or found in the member's
 * drive; it counts once, and for each member who stored it. What is on its way is reserved, in
 * memory alone: it ends with the process. Blocks; thread-safe.
 */
public final class MemberLedger {
  /** How long a file counts: as long as servers keep it without a renewal. */
  static final Duration LASTS = Duration.ofDays(31);

  /** The least that a file counts with. */
  static final long LEAST = 4096;

  /** The most members whose sums are remembered. */
  private static final int MOST_SUMS = 1000;

  /** How long a sum is remembered, from which nothing is taken whose time has come. */
  private static final Duration SUM_LASTS = Duration.ofMinutes(10);

  private final MemberDatabase database;
  private final StoredTable stored;
  private final Map<String, Long> reserved = new ConcurrentHashMap<>();
  private final Map<String, Sum> sums =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Sum> eldest) {
          return size() > MOST_SUMS;
        }
      };

  /** The sum of what a member has stored, as of a time. */
  private record Sum(long bytes, Instant at) {}

  /** What a member has stored and may store; {@code quota} is empty if that is not bounded. */
  public record Standing(long stored, OptionalLong quota) {
    /** The bytes that are left; empty if they are not bounded. */
    public OptionalLong left() {
      return quota.isEmpty() ? quota : OptionalLong.of(Math.max(0, quota.getAsLong() - stored));
    }
  }

  /** A file of {@code member} that is on its way, and for which {@code held} bytes are reserved. */
  record Held(String member, StorageIndex file, long bytes, long held) {}

  MemberLedger(MemberDatabase database) {
    this.database = database;
    this.stored = database.stored;
  }

  /** What {@code member} has stored, and may store by the {@code usual} quota or an own one. */
  public synchronized Standing standing(String member, OptionalLong usual, Instant now)
      throws IOException {
    return new Standing(sum(member, now), quota(member, usual));
  }

  private OptionalLong quota(String member, OptionalLong usual) throws IOException {
    return database.ask(() -> stored.quota(member)).map(MemberLedger::bound).orElse(usual);
  }

  private static OptionalLong bound(long own) {
    return own == StoredTable.UNBOUNDED ? OptionalLong.empty() : OptionalLong.of(own);
  }

  private long sum(String member, Instant now) throws IOException {
    Sum known = sums.get(member);
    if (known == null || !now.isBefore(known.at().plus(SUM_LASTS))) {
      known = new Sum(database.ask(() -> stored.sum(member, now)), now);
      sums.put(member, known);
    }
    return known.bytes();
  }

  /**
   * Reserves room for {@code bytes} of {@code file}; {@code NO_SPACE} if {@code member} has not
   * that much left.
   */
  synchronized Held reserve(
      String member, StorageIndex file, long bytes, OptionalLong usual, Instant now)
      throws IOException {
    long cost = Math.max(bytes, LEAST);
    long before = database.ask(() -> stored.bytes(member, file, now));
    long more = Math.max(0, cost - before);
    Standing standing = standing(member, usual, now);
    long taken = standing.stored() + reserved.getOrDefault(member, 0L);
    if (more > 0 && standing.quota().isPresent() && taken + more > standing.quota().getAsLong())
      throw refusal(cost, taken, standing.quota().getAsLong());
    reserved.merge(member, more, Long::sum);
    return new Held(member, file, cost, more);
  }

  private static GridException refusal(long cost, long taken, long quota) {
    return new GridException(
        GridException.Kind.NO_SPACE,
        "your files here take %d bytes of your quota of %d".formatted(taken, quota),
        "this one would take %d".formatted(cost),
        "what you remove from your drive and its trash gives room back within a month");
  }

  /** Notes that the file of {@code held} is stored. */
  synchronized void settle(Held held, Instant now) throws IOException {
    release(held);
    long more =
        database.write(
            () -> {
              long before = stored.bytes(held.member(), held.file(), now);
              stored.put(held.member(), held.file(), held.bytes(), now.plus(LASTS));
              stored.purge(now);
              return held.bytes() - before;
            });
    sums.computeIfPresent(
        held.member(), (member, known) -> new Sum(known.bytes() + more, known.at()));
  }

  /** Gives back what is reserved by {@code held}. Does not block. */
  void release(Held held) {
    reserved.computeIfPresent(
        held.member(),
        (member, all) -> all == held.held() ? null : Long.valueOf(all - held.held()));
  }

  /**
   * Notes that {@code files}, by their bytes, were found in the drive of {@code member}. Of one
   * that was stored here, the bytes are known better.
   */
  synchronized void keep(String member, Map<StorageIndex, Long> files, Instant now)
      throws IOException {
    database.change(
        () -> {
          for (Map.Entry<StorageIndex, Long> file : files.entrySet())
            stored.keep(member, file.getKey(), Math.max(LEAST, file.getValue()), now.plus(LASTS));
        });
    sums.remove(member);
  }

  /** Gives the member {@code name} a quota; none if it is empty. */
  public synchronized void allow(String name, OptionalLong quota) throws IOException {
    set(name, quota.orElse(StoredTable.UNBOUNDED));
  }

  /** Gives the member {@code name} the quota that all have. */
  public synchronized void allowUsual(String name) throws IOException {
    set(name, null);
  }

  private void set(String name, Long quota) throws IOException {
    if (!database.write(() -> stored.setQuota(name, quota)))
      throw new GridException(GridException.Kind.NOT_FOUND, "there is no member of that name");
  }
}
