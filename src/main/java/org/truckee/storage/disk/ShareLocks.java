package org.truckee.storage.disk;

import java.io.IOException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.truckee.crypto.StorageIndex;
import org.truckee.storage.account.Accounting;

/** Lets one step after the other go to the shares of a file; steps of two files rarely wait. */
final class ShareLocks {
  private static final int LOCKS = 64;

  private final Accounting accounting;
  private final Lock[] locks =
      Stream.generate(ReentrantLock::new).limit(LOCKS).toArray(Lock[]::new);

  /** Locks of shares of which {@code accounting} counts what accounts take. */
  ShareLocks(Accounting accounting) {
    this.accounting = accounting;
  }

  /** A step on the shares of one file, during which no other one touches them. */
  interface Step<T> {
    /** Takes the step; blocks. */
    T run() throws IOException;
  }

  /** The result of {@code step}, which changes the shares, taken in its turn. */
  <T> T changing(StorageIndex storageIndex, Step<T> step) throws IOException {
    return locked(storageIndex, () -> accounting.settling(storageIndex, step::run));
  }

  /** The result of {@code step}, taken in its turn. */
  <T> T locked(StorageIndex storageIndex, Step<T> step) throws IOException {
    Lock lock = locks[Math.floorMod(storageIndex.hashCode(), LOCKS)];
    lock.lock();
    try {
      return step.run();
    } finally {
      lock.unlock();
    }
  }
}
