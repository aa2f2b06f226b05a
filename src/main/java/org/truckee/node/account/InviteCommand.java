package org.truckee.node.account;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.Session;
import org.truckee.node.announcement.Nurls;
import org.truckee.node.config.NodeConfig;
import org.truckee.node.directory.NodeDirectory;
import org.truckee.node.invite.Inviting;
import org.truckee.platform.TextFiles;
import org.truckee.protocol.account.MemberAccount;
import org.truckee.protocol.announcement.Nurl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Invites a friend. */
@Command(
    name = "invite",
    description =
        "Prints a code by which a friend makes a gateway in this node's grid with truckee join, and"
            + " waits for the friend. At the node of the grid's operator, the friend gets an"
            + " account.")
public final class InviteCommand extends OfficeCommand {
  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The name of the friend's account. Default: friend- and a number.")
  String name;

  @Option(
      names = "--quota",
      paramLabel = "SIZE",
      defaultValue = "10 GiB",
      description =
          "The bytes that the friend's shares may take on each server. Default: ${DEFAULT-VALUE}.")
  String quota;

  @Option(
      names = "--lasts",
      paramLabel = "TIME",
      defaultValue = "1 year",
      description = "How long the token is good for. Default: ${DEFAULT-VALUE}.")
  String lasts;

  /** The command in {@code session}. */
  public InviteCommand(Session session) {
    super(session);
  }

  @Override
  void run() throws IOException {
    Optional<NewAccount> account = account();
    Inviting inviting = Inviting.begin(introducer(), new SecureRandom());
    session.out().println("truckee join " + inviting.code().reveal());
    session.out().flush();
    if (!session.quiet())
      session
          .err()
          .println(
              "Tell your friend this line: it is good for one try, within %d minutes, while this"
                      .formatted(inviting.time().toMinutes())
                  + " command waits.");
    boolean fetched = inviting.complete(() -> made(account));
    String told = account.map(made -> " Account: " + made.name() + ".").orElse("");
    session
        .err()
        .println(
            (fetched
                    ? "Your friend is in the grid."
                    : "Your friend had the right code, and has not said to have joined.")
                + told);
  }

  /** The account to make, looked at before there is a code. */
  private Optional<NewAccount> account() throws IOException {
    if (Files.notExists(node.directory().resolve("private/accounts.key"))) {
      if (name != null)
        throw CommandFailure.usage(
            "only the operator of a grid's accounts makes some, and this node is not the operator's");
      return Optional.empty();
    }
    AccountRegister register = office().register();
    String chosen = name == null ? "friend-" + register.next() : name;
    NewAccount account = new NewAccount(chosen, QuotaText.parse(quota), now(), end(lasts));
    account.checkIsFree(register);
    return Optional.of(account);
  }

  private Optional<MemberAccount> made(Optional<NewAccount> account) throws IOException {
    if (account.isEmpty()) return Optional.empty();
    AccountRegister after = office().change(false, account.get()::addTo);
    return Optional.of(office().member(find(after, account.get().name())));
  }

  /** The introducer of a whole grid has no configuration of its own, and has its NURL. */
  private Nurl introducer() throws IOException {
    NodeDirectory directory = new NodeDirectory(node.directory(), new SecureRandom());
    Path own = directory.nurl(Nurls.INTRODUCER);
    if (Files.exists(own)) return Nurl.parse(TextFiles.read(own).strip());
    NodeConfig config = directory.readConfiguration();
    if (config.introducer().isPresent())
      throw CommandFailure.failed("the introducer has not run yet: start it first");
    return config.introducers().stream()
        .findFirst()
        .orElseThrow(
            () ->
                CommandFailure.failed(
                    "%s knows no introducer, by which a friend could come in"
                        .formatted(node.directory())));
  }
}
