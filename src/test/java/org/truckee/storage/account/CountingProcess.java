package org.truckee.storage.account;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.truckee.GridException;
import org.truckee.crypto.StorageIndex;
import org.truckee.protocol.account.Account;
import org.truckee.storage.expire.ExpirePolicy;
import org.truckee.testing.http.Ask;

/** Any steps of a few accounts on the shares of a server, one after the other. */
final class CountingProcess {
  private static final int LARGEST = 12_000;
  private static final long QUOTA = 30_000;

  private final CountedShares shares;
  private final Random random;

  CountingProcess(CountedShares shares, Random random) {
    this.shares = shares;
    this.random = random;
  }

  /** {@code FOLDER SEED} takes steps without end, says so, and is killed. */
  public static void main(String[] args) throws IOException {
    CountedShares shares = new CountedShares(Path.of(args[0]), ExpirePolicy.USUAL);
    CountingProcess process = new CountingProcess(shares, new Random(Long.parseLong(args[1])));
    while (true) {
      process.step();
      System.out.println("step");
    }
  }

  /** Takes one step, which may be refused; then nothing has changed. */
  void step() throws IOException {
    Account account = new Account(1 + random.nextInt(4), QUOTA);
    StorageIndex file = Ask.storageIndex(random.nextInt(4));
    StorageIndex mutable = Ask.storageIndex(10 + random.nextInt(3));
    int number = random.nextInt(3);
    int size = random.nextInt(LARGEST);
    try {
      switch (random.nextInt(7)) {
        case 0, 1 -> shares.put(account, file, number, size);
        case 2 -> shares.allocate(account, file, size, number);
        case 3 -> shares.lease(account, file, random.nextInt(3));
        case 4 -> shares.lease(account, mutable, random.nextInt(3));
        default -> shares.write(account, mutable, number, random.nextInt(4) == 0 ? 0 : size);
      }
    } catch (GridException refused) {
      if (refused.kind() == GridException.Kind.CORRUPT) throw refused;
    }
  }
}
