package org.truckee.node.debug;

import picocli.CommandLine.Command;

/** Takes capabilities and share files apart, and finds what was asked about them. */
@Command(
    name = "debug",
    description = "Inspects capabilities, share files and records of requests.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DumpCapCommand.class,
      DumpShareCommand.class,
      FindSharesCommand.class,
      CatalogSharesCommand.class,
      FindRequestsCommand.class
    })
public final class DebugCommand {}
