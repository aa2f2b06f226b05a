package org.truckee.node.crowd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.truckee.crypto.Ed25519SigningKey;
import org.truckee.node.account.AccountCommand;
import org.truckee.protocol.account.AccountToken;
import org.truckee.protocol.account.MemberAccount;
import org.truckee.testing.command.CommandRun;

/** The accounts of a grid, which its operator makes by commands in the directory of a node. */
record OperatorAccounts(Path node) {
  /** The first account that a grid may have, which no command is about. */
  private static final int ANY = 2;

  private static final Duration DAY = Duration.ofDays(1);

  private String run(String... words) {
    String[] all =
        Stream.of(new String[] {"account"}, words, new String[] {"-C", node.toString()})
            .flatMap(Arrays::stream)
            .toArray(String[]::new);
    CommandRun run =
        CommandRun.of(Map.of("account", AccountCommand.class), "truckee", node, "", all);
    if (run.exitCode() != 0) throw new IllegalStateException(run.errors());
    return run.text();
  }

  /** A new account, whose shares may take {@code quota} on each server. */
  MemberAccount create(String name, String quota) {
    return MemberAccount.parse(run("create", name, "--quota", quota));
  }

  /** The token of a new account. */
  TokenHolder holder(String name, String quota) {
    return new TokenHolder(create(name, quota).token().bytes().toUtf8());
  }

  /** The token of an account that has a newer one. */
  TokenHolder replaced(String name) {
    TokenHolder before = holder(name, "1 GiB");
    run("renew", name);
    return before;
  }

  /** The token of an account that was revoked. */
  TokenHolder revoked(String name) {
    TokenHolder before = holder(name, "1 GiB");
    run("revoke", name);
    return before;
  }

  /** A token that was good until yesterday. */
  TokenHolder expired() throws IOException {
    Instant end = Instant.now().minus(DAY);
    return signed(new AccountToken(ANY, end.minus(DAY), end, 1L << 40), key());
  }

  /** A token of another operator. */
  static TokenHolder forged(Ed25519SigningKey another) {
    Instant now = Instant.now();
    return signed(new AccountToken(ANY, now, now.plus(DAY), 1L << 40), another);
  }

  private static TokenHolder signed(AccountToken token, Ed25519SigningKey key) {
    return new TokenHolder(token.signed(key).bytes().toUtf8());
  }

  /** The key of the operator, who has an account already. */
  Ed25519SigningKey key() throws IOException {
    return Ed25519SigningKey.parse(Files.readString(node.resolve("private/accounts.key")).strip());
  }

  /** What servers read of accounts. */
  Path list() {
    return node.resolve("accounts.list");
  }
}
