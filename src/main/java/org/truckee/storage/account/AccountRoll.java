package org.truckee.storage.account;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.Subject;
import org.truckee.platform.TextFiles;
import org.truckee.protocol.account.Account;
import org.truckee.protocol.account.AccountList;
import org.truckee.protocol.account.AccountState;
import org.truckee.protocol.account.AccountToken;

/**
 * The list of accounts that their operator wrote, as it is now. The file is read again when it has
 * changed; one that can't be used changes nothing, and the log is told of it once. Thread-safe.
 */
final class AccountRoll {
  private static final Logger LOG = LoggerFactory.getLogger(AccountRoll.class);

  private final AccountRules rules;
  private final InstantSource clock;
  private volatile AccountList list = AccountList.NONE;
  private Stamp seen;
  private String told;

  /** What tells one state of the file from another. */
  private record Stamp(Object changed, long size, Object file) {}

  AccountRoll(AccountRules rules, InstantSource clock) {
    this.rules = rules;
    this.clock = clock;
  }

  /** Reads the file, which must be there if one is named; {@code BAD_CONFIG} if it is no list. */
  void open() throws IOException {
    if (rules.list().isEmpty()) return;
    Path file = rules.list().get();
    if (Files.notExists(file))
      throw bad(file, "is missing: it is the operator's accounts.list, or a copy of it");
    readChanged(file);
  }

  /** Reads the file if it has changed. Blocks. */
  synchronized void look() {
    if (rules.list().isEmpty()) return;
    try {
      readChanged(rules.list().get());
      told = null;
    } catch (IOException | GridException e) {
      String reason = FailureText.sentence(e);
      if (!reason.equals(told))
        LOG.warn("storage: the list of accounts stays as it was read before: {}", reason);
      told = reason;
    }
  }

  private synchronized void readChanged(Path file) throws IOException {
    BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
    Stamp stamp = new Stamp(now.lastModifiedTime(), now.size(), now.fileKey());
    if (stamp.equals(seen)) return;
    if (now.size() > AccountList.MAX_SIZE) throw bad(file, "is too long for a list of accounts");
    take(file, AccountList.read(TextFiles.read(file), rules.operator()));
    seen = stamp;
  }

  private void take(Path file, AccountList next) {
    if (next.number() < list.number())
      throw bad(
          file, "is list %d, and list %d was read before".formatted(next.number(), list.number()));
    if (!Objects.equals(next, list))
      LOG.info(
          "storage: list {} of accounts was read, of {}", next.number(), next.accounts().size());
    list = next;
  }

  private static GridException bad(Path file, String reason) {
    return new GridException(GridException.Kind.BAD_CONFIG, Subject.named(file), reason);
  }

  /** What an account may do now. */
  record Standing(Account account, AccountState state) {}

  /**
   * The standing of the account that shows {@code token}, which the operator has signed; {@code
   * UNAUTHORIZED} if the token is none now.
   */
  Standing standing(AccountToken token) {
    Instant now = clock.instant();
    String account = "account " + token.account();
    if (!now.isBefore(token.expires()))
      throw refused("the token of %s has expired on %s".formatted(account, token.expires()));
    AccountList.Entry entry = list.accounts().get(token.account());
    if (entry == null)
      return new Standing(new Account(token.account(), token.quota()), AccountState.ACTIVE);
    if (token.issued().isBefore(entry.since()))
      throw refused(
          "a newer token of %s was made, and this one is none any more".formatted(account));
    return new Standing(new Account(token.account(), entry.quota()), entry.state());
  }

  private static GridException refused(String reason) {
    return new GridException(GridException.Kind.UNAUTHORIZED, reason);
  }
}
