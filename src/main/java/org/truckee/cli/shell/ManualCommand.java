package org.truckee.cli.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.ExitCodes;
import org.truckee.cli.session.Session;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints manual pages, made from the commands' own descriptions. */
@Command(
    name = "man",
    description = {
      "Prints the manual page of a command.",
      "It is read with: truckee man put | man -l -",
      "With --to, writes the pages of all commands: truckee.1, truckee-put.1 and so on."
    })
public final class ManualCommand implements Callable<Integer> {
  private final Session session;

  @Spec CommandSpec command;

  @Parameters(arity = "0..1", paramLabel = "COMMAND", description = "Default: truckee itself.")
  String name;

  @Option(names = "--to", paramLabel = "DIR", description = "Write all pages into this directory.")
  Path directory;

  ManualCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    CommandLine program = command.root().commandLine();
    if (directory != null) writeAll(program, Files.createDirectories(directory));
    else session.out().print(ManualPage.of(name == null ? program : find(program)));
    return ExitCodes.OK;
  }

  private CommandLine find(CommandLine program) {
    CommandLine found = program.getSubcommands().get(name);
    if (found == null) throw CommandFailure.usage("there is no command " + name);
    return found;
  }

  private static void writeAll(CommandLine command, Path directory) throws IOException {
    Files.writeString(directory.resolve(ManualPage.nameOf(command) + ".1"), ManualPage.of(command));
    for (Map.Entry<String, CommandLine> sub : command.getSubcommands().entrySet()) {
      boolean shown = !sub.getValue().getCommandSpec().usageMessage().hidden();
      if (shown && sub.getKey().equals(sub.getValue().getCommandName()))
        writeAll(sub.getValue(), directory);
    }
  }
}
