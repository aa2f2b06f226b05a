package org.truckee.protocol.account;

import java.util.Optional;
import java.util.stream.Stream;

/** What an account may do. */
public enum AccountState {
  /** Everything that its quota allows. */
  ACTIVE("active"),
  /** Read, and renew the leases that it has. */
  SUSPENDED("suspended"),
  /** Nothing. */
  REVOKED("revoked");

  private final String word;

  AccountState(String word) {
    this.word = word;
  }

  /** The state as lists name it. */
  @Override
  public String toString() {
    return word;
  }

  /** The state with that name; empty if there is none. */
  public static Optional<AccountState> named(String word) {
    return Stream.of(values()).filter(state -> state.word.equals(word)).findFirst();
  }
}
