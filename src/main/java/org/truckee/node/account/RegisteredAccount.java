package org.truckee.node.account;

import java.time.Instant;
import java.util.regex.Pattern;
import org.truckee.protocol.account.Account;
import org.truckee.protocol.account.AccountList;
import org.truckee.protocol.account.AccountState;
import org.truckee.protocol.account.AccountToken;

/**
 * An account as its operator knows it.
 *
 * @param number the account, as servers and leases name it
 * @param name the operator's name for it, which nobody else is told
 * @param quota the bytes that its shares may take on each server
 * @param issued the time of its token, of which older ones are none any more
 * @param expires the end of its token
 */
record RegisteredAccount(
    int number, String name, long quota, Instant issued, Instant expires, AccountState state) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@+-]{0,63}");

  /** Checks what a register may hold. */
  RegisteredAccount {
    if (number < Account.FIRST) throw new IllegalArgumentException("account " + number);
    if (!isName(name)) throw new IllegalArgumentException("the name of account " + number);
    if (quota < 0) throw new IllegalArgumentException("the quota of account " + number);
  }

  /** Returns whether {@code text} can be the name of an account. */
  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** Its token, before it is signed. */
  AccountToken token() {
    return new AccountToken(number, issued, expires, quota);
  }

  /** What servers are told of it. */
  AccountList.Entry entry() {
    return new AccountList.Entry(state, quota, issued);
  }

  /** The same with another quota. */
  RegisteredAccount withQuota(long bytes) {
    return new RegisteredAccount(number, name, bytes, issued, expires, state);
  }

  /** The same in another state. */
  RegisteredAccount in(AccountState other) {
    return new RegisteredAccount(number, name, quota, issued, expires, other);
  }

  /** The same with a token of {@code now}, which is later than that of before. */
  RegisteredAccount renewed(Instant now, Instant end) {
    Instant later = now.isAfter(issued) ? now : issued.plusSeconds(1);
    return new RegisteredAccount(number, name, quota, later, end, state);
  }
}
