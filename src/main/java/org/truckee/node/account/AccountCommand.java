package org.truckee.node.account;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.Session;
import org.truckee.protocol.account.AccountState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Keeps the accounts of a grid, for their operator. */
@Command(
    name = "account",
    description = {
      "Keeps the accounts of a grid, for their operator: -C is a directory of a node of the"
          + " operator's, which holds the key (private/accounts.key), the register, and the list"
          + " for servers (accounts.list). It may run meanwhile."
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      AccountCommand.Create.class,
      AccountCommand.AllAccounts.class,
      AccountCommand.Show.class,
      AccountCommand.Quota.class,
      AccountCommand.Suspend.class,
      AccountCommand.Resume.class,
      AccountCommand.Revoke.class,
      AccountCommand.Renew.class,
      AdmitCommand.class
    })
public final class AccountCommand {
  private static final String YEAR = "1 year";

  private AccountCommand() {}

  /** A command about one account. */
  abstract static class OneAccount extends OfficeCommand {
    @Parameters(paramLabel = "NAME", description = "The name of the account, or its number.")
    String name;

    OneAccount(Session session) {
      super(session);
    }
  }

  /** Makes an account. */
  @Command(
      name = "create",
      description =
          "Makes an account, and prints what goes into a gateway's private/account: the operator's"
              + " key, and the token, which is a secret. The first one makes the operator's key.")
  static final class Create extends OneAccount {
    @Option(
        names = "--quota",
        required = true,
        paramLabel = "SIZE",
        description = "The bytes that its shares may take on each server, such as \"10 GiB\".")
    String quota;

    @Option(
        names = "--lasts",
        paramLabel = "TIME",
        defaultValue = YEAR,
        description = "How long the token is good for. Default: ${DEFAULT-VALUE}.")
    String lasts;

    Create(Session session) {
      super(session);
    }

    @Override
    void run() throws IOException {
      NewAccount account = new NewAccount(name, QuotaText.parse(quota), now(), end(lasts));
      AccountRegister after = office().change(true, account::addTo);
      printMember(find(after, name));
    }
  }

  /** Lists all. */
  @Command(name = "list", description = "Lists all accounts, revoked ones too.")
  static final class AllAccounts extends OfficeCommand {
    AllAccounts(Session session) {
      super(session);
    }

    @Override
    void run() throws IOException {
      List<RegisteredAccount> accounts = office().register().accounts();
      if (accounts.isEmpty()) session.err().println("There is no account.");
      for (RegisteredAccount account : accounts)
        session
            .out()
            .println(
                "%d  %s  %s  %s  until %s"
                    .formatted(
                        account.number(),
                        account.name(),
                        account.state(),
                        QuotaText.of(account.quota()),
                        account.expires()));
    }
  }

  /** Shows one. */
  @Command(name = "show", description = "Shows an account, as JSON.")
  static final class Show extends OneAccount {
    @Option(
        names = "--token",
        description =
            "Print what goes into a gateway's private/account once more, and nothing else.")
    boolean token;

    Show(Session session) {
      super(session);
    }

    @Override
    void run() throws IOException {
      RegisteredAccount account = find(office().register(), name);
      if (token) printMember(account);
      else session.out().println(AccountRegister.json(account).toPrettyString());
    }
  }

  /** Changes a quota. */
  @Command(
      name = "quota",
      description =
          "Changes the quota of an account. Its token stays: servers go by the quota in the list.")
  static final class Quota extends OneAccount {
    @Parameters(index = "1", paramLabel = "SIZE", description = "Such as \"10 GiB\".")
    String size;

    Quota(Session session) {
      super(session);
    }

    @Override
    void run() throws IOException {
      long bytes = QuotaText.parse(size);
      change(name, account -> account.withQuota(bytes));
    }
  }

  /** Suspends. */
  @Command(
      name = "suspend",
      description = "Has servers take nothing new of an account, until it is resumed.")
  static final class Suspend extends OneAccount {
    Suspend(Session session) {
      super(session);
    }

    @Override
    void run() throws IOException {
      change(name, account -> unlessRevoked(account).in(AccountState.SUSPENDED));
    }
  }

  /** Ends a suspension. */
  @Command(name = "resume", description = "Ends the suspension of an account.")
  static final class Resume extends OneAccount {
    Resume(Session session) {
      super(session);
    }

    @Override
    void run() throws IOException {
      change(name, account -> unlessRevoked(account).in(AccountState.ACTIVE));
    }
  }

  /** Revokes. */
  @Command(
      name = "revoke",
      description = "Shuts an account out, for good. What it stored goes when its leases end.")
  static final class Revoke extends OneAccount {
    Revoke(Session session) {
      super(session);
    }

    @Override
    void run() throws IOException {
      change(name, account -> account.in(AccountState.REVOKED));
    }
  }

  /** Makes a new token. */
  @Command(
      name = "renew",
      description =
          "Makes a new token of an account, and prints it as create does. Servers refuse the old"
              + " one once they have the list.")
  static final class Renew extends OneAccount {
    @Option(
        names = "--lasts",
        paramLabel = "TIME",
        defaultValue = YEAR,
        description = "How long the token is good for. Default: ${DEFAULT-VALUE}.")
    String lasts;

    Renew(Session session) {
      super(session);
    }

    @Override
    void run() throws IOException {
      Instant end = end(lasts);
      printMember(change(name, account -> unlessRevoked(account).renewed(now(), end)));
    }
  }

  private static RegisteredAccount unlessRevoked(RegisteredAccount account) {
    if (account.state() == AccountState.REVOKED)
      throw CommandFailure.failed("account " + account.name() + " was revoked, for good");
    return account;
  }
}
