package org.truckee.storage.account;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.FailureText;
import org.truckee.platform.OwnerFiles;
import org.truckee.platform.SqliteLibrary;
import org.truckee.protocol.account.Account;

/**
 * What each account takes of a storage server: what it is charged for shares, as the tables in
 * {@code accounts.sqlite} have it, and what is set aside for shares that are on their way. Blocks;
 * thread-safe.
 */
public final class Ledger implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

  private final LedgerTables tables;
  private final Map<Integer, Long> used;
  private final Map<Integer, Long> setAside = new HashMap<>();

  private Ledger(LedgerTables tables, Map<Integer, Long> used) {
    this.tables = tables;
    this.used = used;
  }

  /**
   * The ledger in {@code storage}; a new one if there is none, or if it is damaged, which is kept
   * aside. A crawl fills a new one.
   */
  static Ledger open(Path storage) throws IOException {
    Path file = storage.resolve("accounts.sqlite");
    OwnerFiles.directories(storage);
    SqliteLibrary.load(storage);
    try {
      return opened(file);
    } catch (SQLException damaged) {
      LOG.warn("storage: {} is kept aside: {}", file, FailureText.sentence(damaged));
    }
    Files.move(
        file,
        file.resolveSibling(file.getFileName() + ".damaged"),
        StandardCopyOption.REPLACE_EXISTING);
    for (String beside : List.of("-wal", "-shm"))
      Files.deleteIfExists(file.resolveSibling(file.getFileName() + beside));
    try {
      return opened(file);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private static Ledger opened(Path file) throws IOException, SQLException {
    // The files that SQLite puts beside it get the same permissions.
    OwnerFiles.make(file);
    LedgerTables tables = LedgerTables.open(file);
    try {
      return new Ledger(tables, tables.sums());
    } catch (SQLException damaged) {
      tables.close();
      throw damaged;
    }
  }

  private static IOException failed(SQLException failure) {
    return new IOException(
        "the ledger of accounts fails: " + FailureText.sentence(failure), failure);
  }

  /** The bytes that {@code account} is charged. */
  public synchronized long used(int account) {
    return used.getOrDefault(account, 0L);
  }

  /** The bytes that each account is charged, by number; those without any are left out. */
  public synchronized SortedMap<Integer, Long> all() {
    return new TreeMap<>(used);
  }

  /** The bytes that are set aside for shares of {@code account} that are on their way. */
  synchronized long setAside(int account) {
    return setAside.getOrDefault(account, 0L);
  }

  /**
   * Sets {@code bytes} aside; false, and nothing is, if the quota of {@code account} is too low.
   */
  synchronized boolean setAside(Account account, long bytes) {
    long taken = used(account.number()) + setAside(account.number());
    if (bytes > account.quota() - taken) return false;
    setAside.merge(account.number(), bytes, Long::sum);
    return true;
  }

  /** Gives back what was set aside. */
  synchronized void giveBack(int account, long bytes) {
    setAside.computeIfPresent(account, (number, now) -> now == bytes ? null : now - bytes);
  }

  /** Notes that the shares of {@code bucket} are about to change. */
  synchronized void mark(String bucket) throws IOException {
    try {
      tables.mark(bucket);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** Puts {@code charges} in the place of those of {@code bucket}. */
  synchronized void set(String bucket, Map<Integer, Long> charges) throws IOException {
    try {
      Map<Integer, Long> before = tables.charges(bucket);
      tables.set(bucket, charges);
      before.forEach((account, bytes) -> add(account, -bytes));
      charges.forEach(this::add);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private void add(int account, long bytes) {
    used.merge(account, bytes, (now, more) -> now + more == 0 ? null : now + more);
  }

  /** Tells whether {@code charges} are those of {@code bucket}. */
  synchronized boolean has(String bucket, Map<Integer, Long> charges) throws IOException {
    try {
      return tables.charges(bucket).equals(charges);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** The files whose shares were about to change when an earlier process ended. */
  synchronized List<String> marked() throws IOException {
    try {
      return tables.marked();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** The files with charges whose names begin with {@code prefix}. */
  synchronized List<String> charged(String prefix) throws IOException {
    try {
      return tables.charged(prefix);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    try {
      tables.close();
    } catch (SQLException e) {
      throw failed(e);
    }
  }
}
