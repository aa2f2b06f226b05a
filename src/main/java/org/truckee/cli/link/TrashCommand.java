package org.truckee.cli.link;

import picocli.CommandLine.Command;

/** Shows what was taken away in a drive, and brings it back. */
@Command(
    name = "trash",
    description = {
      "Shows what was removed or replaced in a drive, and brings it back.",
      "What is removed or replaced below the private drive, or below the directory of an alias, is"
          + " kept in .trash there, for as many days as gateway.trash_days says (30). What is"
          + " changed by a capability alone, and in the shared drive, is not."
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {TrashListCommand.class, TrashRestoreCommand.class, TrashEmptyCommand.class})
public final class TrashCommand {}
