package org.truckee.storage.account;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.truckee.GridException;
import org.truckee.protocol.account.Account;
import org.truckee.storage.container.Lease;

/**
 * What an account sets aside of its quota for one step. The purse of everybody, and of a server
 * without accounts, holds any amount. One thread at a time.
 */
public final class Purse implements AutoCloseable {
  private final Account account;
  private final Optional<Charges> charges;
  private final Optional<Ledger> ledger;
  private long held;
  private boolean refused;

  Purse(Account account, Optional<Ledger> ledger, Optional<Charges> charges) {
    this.account = account;
    this.charges = charges;
    this.ledger = account.isCounted() ? ledger : Optional.empty();
  }

  /** What was set aside for a share, until that is stored or dropped. */
  public interface Deposit {
    /** A deposit of nothing. */
    Deposit NONE = () -> {};

    /** Gives it back; once more does nothing. */
    void release();
  }

  /**
   * The owner of a lease on the share in {@code file}, for which enough is set aside: the account,
   * or {@link Lease#NOBODY} if the quota is too low for a share that the account has no lease on.
   */
  public int owner(Path file) throws IOException {
    boolean pays = ledger.isEmpty() || isHeld(file) || take(Charges.length(file));
    return pays ? account.number() : Lease.NOBODY;
  }

  private boolean isHeld(Path file) throws IOException {
    return charges.orElseThrow().isHeld(file, account.number());
  }

  /** The number of the account, as new shares name it. */
  public int owner() {
    return account.number();
  }

  /** Sets aside what a share of {@code length} bytes costs; false if the quota is too low. */
  private boolean take(long length) {
    return ledger.isEmpty() || takeBytes(Charges.of(length));
  }

  private boolean takeBytes(long bytes) {
    boolean fits = ledger.orElseThrow().setAside(account, bytes);
    if (fits) held += bytes;
    return fits;
  }

  /**
   * Sets aside what a share of {@code length} bytes costs, for longer than the purse lasts; empty
   * if the quota is too low.
   */
  public Optional<Deposit> deposit(long length) {
    if (ledger.isEmpty()) return Optional.of(Deposit.NONE);
    if (!take(length)) {
      refused = true;
      return Optional.empty();
    }
    long bytes = Charges.of(length);
    held -= bytes;
    return Optional.of(new Kept(ledger.get(), account.number(), bytes));
  }

  /**
   * What the share in {@code file} costs more with data of {@code length} bytes; less than nothing
   * if it costs less. The share is new if {@code file} is not there.
   */
  public long growth(Path file, long length) throws IOException {
    if (ledger.isEmpty()) return 0;
    return Charges.of(length) - (isHeld(file) ? Charges.of(Charges.length(file)) : 0);
  }

  /** What the account saves if the share in {@code file} goes. */
  public long saving(Path file) throws IOException {
    return ledger.isPresent() && isHeld(file) ? Charges.of(Charges.length(file)) : 0;
  }

  /** Sets {@code bytes} aside, which may be less than nothing; or throws the refusal. */
  public void require(long bytes) {
    if (ledger.isPresent() && bytes > 0 && !takeBytes(bytes)) throw refusal();
  }

  /** Notes that a share got no lease, since the quota is too low. */
  public void refuse() {
    refused = true;
  }

  /** Returns whether the quota was too low for something. */
  public boolean hasRefused() {
    return refused;
  }

  /** The failure for an account whose quota is too low. */
  public GridException refusal() {
    int number = account.number();
    long used = ledger.orElseThrow().used(number) + ledger.orElseThrow().setAside(number) - held;
    return new GridException(
        GridException.Kind.NO_SPACE,
        "account %d has used %d bytes of its quota of %d here"
            .formatted(number, used, account.quota()),
        "these shares do not fit");
  }

  @Override
  public void close() {
    if (held > 0) ledger.orElseThrow().giveBack(account.number(), held);
    held = 0;
  }

  private static final class Kept implements Deposit {
    private final Ledger ledger;
    private final int account;
    private final long bytes;
    private boolean released;

    Kept(Ledger ledger, int account, long bytes) {
      this.ledger = ledger;
      this.account = account;
      this.bytes = bytes;
    }

    @Override
    public synchronized void release() {
      if (!released) ledger.giveBack(account, bytes);
      released = true;
    }
  }
}
