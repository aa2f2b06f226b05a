package org.truckee.node.account;

import java.time.Instant;
import org.truckee.cli.session.CommandFailure;
import org.truckee.protocol.account.AccountState;

/**
 * An account that is to be made.
 *
 * @param quota the bytes that its shares may take on each server
 * @param end the end of its token
 */
record NewAccount(String name, long quota, Instant made, Instant end) {
  /** Checks the name. */
  NewAccount {
    if (!RegisteredAccount.isName(name) || name.matches("[0-9]+"))
      throw CommandFailure.usage("a name is up to 64 letters, digits and ._@+-, and no number");
  }

  /** {@code register}, with this account. */
  AccountRegister addTo(AccountRegister register) {
    checkIsFree(register);
    return register.with(
        new RegisteredAccount(register.next(), name, quota, made, end, AccountState.ACTIVE));
  }

  /** A failure if {@code register} has an account of that name. */
  void checkIsFree(AccountRegister register) {
    if (register.find(name).isPresent())
      throw CommandFailure.failed("there is an account " + name + " already");
  }
}
