package org.truckee.cli.entrust;

import picocli.CommandLine.Command;

/** Cares for what others entrusted. */
@Command(
    name = "caretake",
    description = {
      "Cares for what others entrusted by a file of \"truckee entrust\": renews leases, audits by"
          + " samples, checks, repairs what its owner gave the power to, and reports to the owner.",
      "\"caretake add\" has the gateway's upkeep do so by itself, every day or every week as the"
          + " owner wishes. What is entrusted can't be read here."
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      CaretakeAddCommand.class,
      CaretakeListCommand.class,
      CaretakeRemoveCommand.class,
      CaretakeReportCommand.class,
      CaretakeKeyCommand.class,
      CaretakeOnceCommand.class
    })
public final class CaretakeCommand {
  static final String ADDRESS = "/entrusted";
}
