package org.truckee.cli.shell;

import java.util.concurrent.Callable;
import org.truckee.cli.session.ExitCodes;
import org.truckee.cli.session.Session;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a script that makes a shell complete commands and options. */
@Command(
    name = "completion",
    description = {
      "Prints a script by which a shell completes commands and options.",
      "bash, zsh: source <(truckee completion bash). fish: truckee completion fish | source."
    })
public final class CompletionCommand implements Callable<Integer> {
  /** The shells that have scripts. */
  enum Shell {
    bash,
    zsh,
    fish
  }

  private final Session session;

  @Spec CommandSpec command;

  @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
  Shell shell;

  CompletionCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    CommandLine program = command.root().commandLine();
    String name = session.name();
    session
        .out()
        .print(shell == Shell.fish ? FishCompletion.of(name, program) : bash(name, program));
    return ExitCodes.OK;
  }

  /** The parser's own script makes zsh understand bash's ways. */
  private static String bash(String name, CommandLine program) {
    return AutoComplete.bash(name, program);
  }
}
