package org.truckee.client.audit;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.truckee.cap.VerifyCap;
import org.truckee.client.server.StorageServer;

/**
 * The outcome of an audit of one file.
 *
 * @param cap all that the audit knew of the file
 * @param code the numbers of shares of the file
 * @param claimed the numbers of the shares that servers say they have
 * @param shares the shares that were asked for some of their blocks
 * @param silent the servers that did not even name their shares
 * @param answered how many servers did
 */
public record AuditResults(
    VerifyCap cap,
    Code code,
    Set<Integer> claimed,
    List<AuditedShare> shares,
    List<StorageServer> silent,
    int answered) {
  /** The number of shares that give a file back, and of all that there should be. */
  public record Code(int needed, int total) {}

  /** Takes copies. */
  public AuditResults {
    Objects.requireNonNull(cap, "cap");
    Objects.requireNonNull(code, "code");
    claimed = Set.copyOf(claimed);
    shares = List.copyOf(shares);
    silent = List.copyOf(silent);
  }

  /** The shares that {@code verdict} was given on. */
  public List<AuditedShare> with(AuditVerdict verdict) {
    return shares.stream().filter(share -> share.verdict() == verdict).toList();
  }

  /** The good shares of an older version than the newest that was proved. */
  public List<AuditedShare> older() {
    long newest = newest();
    return with(AuditVerdict.GOOD).stream()
        .filter(share -> share.sample().version() < newest)
        .toList();
  }

  /** The different numbers of the good shares of the newest version. */
  public Set<Integer> goodNumbers() {
    long newest = newest();
    return with(AuditVerdict.GOOD).stream()
        .filter(share -> share.sample().version() == newest)
        .map(AuditedShare::number)
        .collect(Collectors.toSet());
  }

  private long newest() {
    return with(AuditVerdict.GOOD).stream()
        .mapToLong(share -> share.sample().version())
        .max()
        .orElse(0);
  }

  /** The numbers of the shares that no server that answered has, or only of an older version. */
  public SortedSet<Integer> missing() {
    SortedSet<Integer> missing =
        IntStream.range(0, code.total()).boxed().collect(Collectors.toCollection(TreeSet::new));
    missing.removeAll(claimed);
    older().forEach(share -> missing.add(share.number()));
    missing.removeAll(goodNumbers());
    return missing;
  }

  /** The verdict on all together: silence is no proof of a loss. */
  public AuditVerdict verdict() {
    if (!with(AuditVerdict.BAD).isEmpty()) return AuditVerdict.BAD;
    if (!silent.isEmpty() || !with(AuditVerdict.SILENT).isEmpty()) return AuditVerdict.SILENT;
    return missing().isEmpty() ? AuditVerdict.GOOD : AuditVerdict.BAD;
  }

  /** Returns whether no server at all answered. */
  public boolean isDeserted() {
    return answered == 0;
  }

  /** The number of blocks that were proved. */
  public long blocks() {
    return shares.stream().mapToLong(share -> share.sample().indexes().size()).sum();
  }

  /** The number of bytes that were read for them. */
  public long bytes() {
    return shares.stream().mapToLong(share -> share.sample().bytes()).sum();
  }

  /**
   * The probability that this audit would have missed the loss of a part of all blocks, if each
   * block is as likely to be lost: 0 if it left no block out.
   *
   * @param lost the part that is lost, from 0 to 1
   */
  public double chanceToMiss(double lost) {
    boolean all = !shares.isEmpty() && shares.stream().allMatch(share -> share.sample().isAll());
    return all && lost > 0 ? 0 : Math.pow(1 - lost, (double) blocks());
  }
}
