package org.truckee.storage.account;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.truckee.crypto.StorageIndex;
import org.truckee.protocol.account.Account;
import org.truckee.storage.expire.ExpirePolicy;

/**
 * The account of what accounts take of a server, kept with each change of the shares of a file; one
 * of a server without accounts keeps nothing. Blocks; thread-safe.
 */
public final class Accounting {
  private final Path directory;
  private final Optional<Charges> charges;
  private final Shares shares;
  private final Consumer<Throwable> failed;
  private volatile Optional<Ledger> ledger = Optional.empty();

  /** The files of the shares of a file. */
  public interface Shares {
    /** Those that are there now. */
    Collection<Path> of(StorageIndex storageIndex) throws IOException;
  }

  /** A change of the shares of a file, the lock of which is held. */
  public interface Change<T> {
    /** Makes it. */
    T make() throws IOException;
  }

  private Accounting(
      Path directory, Optional<Charges> charges, Shares shares, Consumer<Throwable> failed) {
    this.directory = directory;
    this.charges = charges;
    this.shares = shares;
    this.failed = failed;
  }

  /** That of a server without accounts. */
  public static Accounting none() {
    return new Accounting(Path.of(""), Optional.empty(), storageIndex -> List.of(), failure -> {});
  }

  /**
   * That of the {@code shares} in {@code directory}, whose leases end by {@code expire}. A failure
   * after a change is told to {@code failed}, and made good by the next change or crawl.
   */
  public static Accounting of(
      Path directory,
      ExpirePolicy expire,
      InstantSource clock,
      Shares shares,
      Consumer<Throwable> failed) {
    return new Accounting(directory, Optional.of(new Charges(expire, clock)), shares, failed);
  }

  /** Opens the ledger, and makes good what a killed process left. */
  public void open() throws IOException {
    if (charges.isEmpty()) return;
    ledger = Optional.of(Ledger.open(directory));
    for (String name : ledger.get().marked()) settle(StorageIndex.parse(name));
  }

  /** Closes the ledger. */
  public void close() throws IOException {
    if (ledger.isPresent()) ledger.get().close();
  }

  /** A purse of {@code account}. */
  public Purse purse(Account account) {
    return new Purse(account, ledger, charges);
  }

  /** The result of {@code change}, of which the ledger knows afterwards. */
  public <T> T settling(StorageIndex storageIndex, Change<T> change) throws IOException {
    if (ledger.isEmpty()) return change.make();
    ledger.get().mark(storageIndex.toString());
    try {
      return change.make();
    } finally {
      settleQuietly(storageIndex);
    }
  }

  private void settleQuietly(StorageIndex storageIndex) {
    try {
      settle(storageIndex);
    } catch (IOException unsettled) {
      failed.accept(unsettled);
    }
  }

  private void settle(StorageIndex storageIndex) throws IOException {
    ledger.orElseThrow().set(storageIndex.toString(), read(storageIndex));
  }

  private Map<Integer, Long> read(StorageIndex storageIndex) throws IOException {
    return charges.orElseThrow().of(shares.of(storageIndex));
  }

  /**
   * Tells whether the ledger says something else of the shares of {@code storageIndex} than their
   * leases do. Without the lock, it may only seem so.
   */
  public boolean isWrong(StorageIndex storageIndex) throws IOException {
    return ledger.isPresent() && !ledger.get().has(storageIndex.toString(), read(storageIndex));
  }

  /** The files with charges whose names begin with {@code prefix}. */
  public List<StorageIndex> charged(String prefix) throws IOException {
    List<StorageIndex> files = new ArrayList<>();
    if (ledger.isEmpty()) return files;
    for (String name : ledger.get().charged(prefix)) files.add(StorageIndex.parse(name));
    return files;
  }

  /** The bytes that each account is charged, by number; none of a server without accounts. */
  public SortedMap<Integer, Long> used() {
    return ledger.map(Ledger::all).orElse(Collections.emptySortedMap());
  }
}
