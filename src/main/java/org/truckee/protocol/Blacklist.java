package org.truckee.protocol;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.FailureText;
import org.truckee.cap.Capability;
import org.truckee.crypto.StorageIndex;

/**
 * What nobody may read or change by way of this node, whatever capability they have. It stands in a
 * file, a storage index in base32 and a reason on each line (Tahoe's {@code access.blacklist}).
 * {@link #look} reads it anew when it has changed; nothing else reads it. Lines that begin with
 * {@code #} are comments. A file that can't be read or is too long changes nothing. Thread-safe.
 */
public final class Blacklist {
  private static final Logger LOG = LoggerFactory.getLogger(Blacklist.class);
  private static final int MAX_SIZE = 16 << 20;
  private static final int MAX_REASON = 200;
  private static final int MOST_NAMED = 10;

  /** What tells one state of the file from another; null if it is not there. */
  private record Stamp(Object changed, long size, Object file) {}

  /**
   * The state of a list as it was read last.
   *
   * @param entries the things on it
   * @param bad the lines that are passed over
   * @param firstBad the numbers of the first of those, from 1 on
   */
  public record State(int entries, int bad, List<Integer> firstBad) {
    /** Takes a copy. */
    public State {
      firstBad = List.copyOf(firstBad);
    }
  }

  private final Optional<Path> file;
  private Stamp seen;
  private String told;
  private volatile Map<String, String> reasons = Map.of();
  private volatile State state = new State(0, 0, List.of());

  private Blacklist(Optional<Path> file) {
    this.file = file;
  }

  /** One with nothing on it. */
  public static Blacklist none() {
    return new Blacklist(Optional.empty());
  }

  /** The one in {@code file}, which need not be there. */
  public static Blacklist in(Path file) {
    return new Blacklist(Optional.of(file));
  }

  /**
   * Fails with {@link Prohibited}, and the reason, if what {@code cap} names was on it when it was
   * looked at last.
   */
  public void check(Capability cap) {
    if (!reasons.isEmpty()) cap.verifyCap().ifPresent(verify -> check(verify.storageIndex()));
  }

  /** The same for what is kept under {@code storageIndex}. */
  public void check(StorageIndex storageIndex) {
    Map<String, String> held = reasons;
    String reason = held.isEmpty() ? null : held.get(storageIndex.toString());
    if (reason != null) throw new Prohibited(reason);
  }

  /** The test whether a capability names something that is on it now. */
  public Predicate<Capability> now() {
    Map<String, String> held = reasons;
    return cap ->
        !held.isEmpty()
            && cap.verifyCap()
                .map(verify -> held.containsKey(verify.storageIndex().toString()))
                .orElse(false);
  }

  /** The state when it was looked at last. */
  public State state() {
    return state;
  }

  /** Reads the file if it has changed. Blocks. */
  public synchronized void look() {
    file.ifPresent(this::readAgain);
  }

  private void readAgain(Path path) {
    // A look for what is not there would cost each request an exception.
    if (seen == null && !path.toFile().exists()) return;
    try {
      BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
      Stamp stamp = new Stamp(now.lastModifiedTime(), now.size(), now.fileKey());
      if (stamp.equals(seen)) return;
      take(path, now.size());
      seen = stamp;
      told = null;
    } catch (NoSuchFileException absent) {
      seen = null;
      take(new Reading());
    } catch (IOException e) {
      String reason = FailureText.sentence(e);
      if (!reason.equals(told))
        LOG.warn(
            "{} can't be read; the entries that it had stay prohibited: {}",
            path.getFileName(),
            reason);
      told = reason;
    }
  }

  private void take(Path path, long size) throws IOException {
    if (size > MAX_SIZE) throw new IOException("it has more than " + MAX_SIZE + " bytes");
    String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
    Reading reading = new Reading();
    for (String line : text.replaceFirst("^\ufeff", "").split("\n", -1)) reading.add(line.strip());
    if (reading.bad > 0)
      LOG.warn(
          "{}: {} lines do not begin with a storage index and are passed over, the first in {}",
          path.getFileName(),
          reading.bad,
          reading.firstBad);
    take(reading);
  }

  private void take(Reading reading) {
    reasons = reading.reasons;
    state = new State(reading.reasons.size(), reading.bad, reading.firstBad);
  }

  /** The lines that were read so far. */
  private static final class Reading {
    private final Map<String, String> reasons = new HashMap<>();
    private final List<Integer> firstBad = new ArrayList<>();
    private int lines;
    private int bad;

    void add(String line) {
      lines++;
      if (line.isEmpty() || line.startsWith("#")) return;
      String[] parts = line.split("\\s+", 2);
      if (parts[0].matches("[a-z2-7]{26}")) reasons.put(parts[0], reason(parts));
      else if (++bad <= MOST_NAMED) firstBad.add(lines);
    }

    private static String reason(String[] parts) {
      if (parts.length < 2) return "no reason given";
      return parts[1].substring(0, Math.min(parts[1].length(), MAX_REASON));
    }
  }
}
