package org.truckee.node.account;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.truckee.cli.option.NodeOptions;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.ExitCodes;
import org.truckee.cli.session.Session;
import org.truckee.storage.expire.LeaseDuration;
import picocli.CommandLine.Mixin;

/** A command of an operator; its node's directory is that of the operator. */
abstract class OfficeCommand implements Callable<Integer> {
  @Mixin NodeOptions node;

  final Session session;

  OfficeCommand(Session session) {
    this.session = session;
  }

  /** Does it. */
  abstract void run() throws IOException;

  @Override
  public final Integer call() throws IOException {
    run();
    return ExitCodes.OK;
  }

  /** The files of the operator. */
  final AccountOffice office() {
    return new AccountOffice(node.directory(), new SecureRandom());
  }

  /** The account that {@code name} means. */
  static RegisteredAccount find(AccountRegister register, String name) {
    return register
        .find(name)
        .orElseThrow(() -> CommandFailure.notFound("there is no account " + name));
  }

  /** Makes a change to the account that {@code name} means, and returns it as it is then. */
  final RegisteredAccount change(String name, UnaryOperator<RegisteredAccount> change)
      throws IOException {
    AccountRegister after =
        office()
            .change(false, register -> register.changing(find(register, name).number(), change));
    session.err().println("Servers know it once they have " + office().list() + ".");
    return find(after, name);
  }

  /** The time now, in whole seconds. */
  final Instant now() {
    return session.clock().instant().truncatedTo(ChronoUnit.SECONDS);
  }

  /** The end of a token that lasts for what {@code text} says. */
  final Instant end(String text) {
    Duration lasts =
        LeaseDuration.parse(text)
            .orElseThrow(
                () -> CommandFailure.usage("a token lasts for a time such as \"365 days\""));
    Instant end = now().plus(lasts);
    if (end.getEpochSecond() > 99_999_999_999L)
      throw CommandFailure.usage("a token can't last for so long");
    return end;
  }

  /** Prints what the member of {@code account} needs. */
  final void printMember(RegisteredAccount account) throws IOException {
    session.out().print(office().member(account).reveal());
  }
}
