package org.truckee.node.debug;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import org.truckee.FailureText;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.ExitCodes;
import org.truckee.cli.session.Session;
import org.truckee.crypto.Ed25519SigningKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Makes and converts keys of nodes. */
@Command(
    name = "admin",
    description = "Makes and converts keys of nodes.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {AdminCommand.GenerateKeypair.class, AdminCommand.DerivePubkey.class})
public final class AdminCommand {
  private static int print(Session session, Ed25519SigningKey key) {
    session.out().println("private: " + key.reveal());
    session.out().println("public: pub-" + key.verifyingKey());
    return ExitCodes.OK;
  }

  /** Makes a new pair of keys. */
  @Command(name = "generate-keypair", description = "Makes a new pair of keys, and prints both.")
  static final class GenerateKeypair implements Callable<Integer> {
    private final Session session;

    GenerateKeypair(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() {
      return print(session, Ed25519SigningKey.generate(new SecureRandom()));
    }
  }

  /** Finds the public half of a key. */
  @Command(name = "derive-pubkey", description = "Prints the public half of a private key.")
  static final class DerivePubkey implements Callable<Integer> {
    private final Session session;

    @Parameters(
        arity = "0..1",
        paramLabel = "KEY",
        description = "The private key, priv-v0-... Default: read from standard input, as for -.")
    String key = "-";

    DerivePubkey(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() throws IOException {
      try {
        return print(session, Ed25519SigningKey.parse(session.argument(key)));
      } catch (IllegalArgumentException e) {
        throw CommandFailure.failed("not a private key: " + FailureText.sentence(e));
      }
    }
  }
}
