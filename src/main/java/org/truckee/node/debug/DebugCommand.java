package org.truckee.node.debug;

import picocli.CommandLine.Command;

/** Takes capabilities and share files apart. */
@Command(
    name = "debug",
    description = "Inspects capabilities and share files.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DumpCapCommand.class,
      DumpShareCommand.class,
      FindSharesCommand.class,
      CatalogSharesCommand.class
    })
public final class DebugCommand {}
