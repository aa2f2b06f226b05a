package org.truckee.storage.account;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalInt;
import org.truckee.GridException;
import org.truckee.bytes.Secret;
import org.truckee.protocol.account.Account;
import org.truckee.protocol.account.AccountState;
import org.truckee.protocol.account.AccountToken;
import org.truckee.protocol.port.SwissnumCheck;
import org.truckee.protocol.storage.StoragePaths;

/**
 * Lets only requests pass that present the swissnum of a storage server, or the token of an
 * account, and notes whose they are. A server without accounts knows swissnums alone. Nothing of a
 * request is read before. Thread-safe.
 */
public final class AccountCheck implements Handler<RoutingContext> {
  private static final String ACCOUNT = AccountCheck.class.getName();
  private static final String SCHEME = "tahoe-lafs ";

  private final SwissnumCheck swissnum;
  private final Optional<AccountRules> rules;
  private final Optional<AccountRoll> roll;
  private final KnownTokens tokens = new KnownTokens();

  /** The check of a server with {@code rules}, for those who present {@code authorization}. */
  public AccountCheck(Secret authorization, Optional<AccountRules> rules, InstantSource clock) {
    this.swissnum = new SwissnumCheck("storage server", authorization);
    this.rules = rules;
    this.roll = rules.map(taken -> new AccountRoll(taken, clock));
  }

  /** Reads the list of accounts; {@code BAD_CONFIG} if it can't be used. Blocks. */
  public void open() throws IOException {
    if (roll.isPresent()) roll.get().open();
  }

  /** Reads the list of accounts again if it has changed. Blocks. */
  public void look() {
    roll.ifPresent(AccountRoll::look);
  }

  /** As {@link AccountRoll#standing}, of a server that takes accounts. */
  AccountRoll.Standing standing(AccountToken token) {
    return roll.orElseThrow().standing(token);
  }

  /** The account that a request was let in with. */
  public static Account of(RoutingContext ctx) {
    return ctx.<Account>get(ACCOUNT);
  }

  /** The number of the account that a request was let in with, if it showed one. */
  public static OptionalInt shown(RoutingContext ctx) {
    Account account = of(ctx);
    return account.isCounted() ? OptionalInt.of(account.number()) : OptionalInt.empty();
  }

  @Override
  public void handle(RoutingContext ctx) {
    ctx.request().pause();
    Optional<String> token = rules.flatMap(taken -> token(ctx.request()));
    if (token.isPresent()) letIn(ctx, token.get());
    else letEverybodyIn(ctx);
  }

  private void letEverybodyIn(RoutingContext ctx) {
    if (rules.filter(AccountRules::required).isPresent() && swissnum.isMet(ctx.request()))
      throw new GridException(
          GridException.Kind.FORBIDDEN,
          "this server takes accounts only",
          "ask the operator of the grid for one");
    ctx.put(ACCOUNT, Account.ANYBODY);
    swissnum.handle(ctx);
  }

  private void letIn(RoutingContext ctx, String text) {
    AccountToken token =
        tokens
            .find(text, rules.orElseThrow().operator())
            .orElseThrow(
                () -> {
                  swissnum.name(ctx.request());
                  return new GridException(
                      GridException.Kind.UNAUTHORIZED,
                      "the token is not one of the operator whose accounts this server takes");
                });
    AccountRoll.Standing standing = standing(token);
    requireAllowed(ctx.request(), standing);
    ctx.put(ACCOUNT, standing.account());
    ctx.next();
  }

  private static void requireAllowed(HttpServerRequest request, AccountRoll.Standing standing) {
    int account = standing.account().number();
    if (standing.state() == AccountState.REVOKED)
      throw new GridException(
          GridException.Kind.FORBIDDEN, "account " + account + " was revoked by its operator");
    if (standing.state() == AccountState.SUSPENDED && !keeps(request))
      throw new GridException(
          GridException.Kind.FORBIDDEN,
          "account " + account + " is suspended by its operator",
          "it may read, and renew what it has");
  }

  /** Returns whether {@code request} reads, or renews leases. */
  private static boolean keeps(HttpServerRequest request) {
    HttpMethod method = request.method();
    return method.equals(HttpMethod.GET)
        || method.equals(HttpMethod.HEAD)
        || (method.equals(HttpMethod.PUT) && request.path().startsWith(StoragePaths.LEASE));
  }

  /** What {@code request} presents, if it may be a token. */
  private static Optional<String> token(HttpServerRequest request) {
    String header = request.getHeader("Authorization");
    boolean scheme = header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    if (!scheme || header.length() > 2 * AccountToken.MAX_LENGTH) return Optional.empty();
    try {
      byte[] presented = Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
      return Optional.of(new String(presented, StandardCharsets.ISO_8859_1))
          .filter(AccountToken::looksLikeOne);
    } catch (IllegalArgumentException other) {
      return Optional.empty();
    }
  }
}
