package org.truckee.cli.storage;

import picocli.CommandLine.Command;

/** Looks after a storage server. */
@Command(
    name = "storage",
    description = "Looks after the storage server of a node, while it runs.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {StorageStatusCommand.class, StorageUndeleteCommand.class})
public final class StorageCommand {}
