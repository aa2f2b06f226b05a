package org.truckee.cli;

import java.io.PrintWriter;
import java.util.List;
import org.truckee.cli.session.ExitCodes;
import org.truckee.cli.session.Quoting;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in a line or two what is wrong with a command line; the whole help is for --help. */
final class WrongLine implements IParameterExceptionHandler {
  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(sentence(failure, command));
    UnmatchedArgumentException.printSuggestions(failure, err);
    err.println("For help: " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitCodes.USAGE;
  }

  private static String sentence(ParameterException failure, CommandLine command) {
    if (failure instanceof UnmatchedArgumentException unmatched) {
      List<String> words = unmatched.getUnmatched();
      boolean isCommand = command.getParent() == null && !command.getSubcommands().isEmpty();
      if (isCommand && !words.isEmpty() && !words.get(0).startsWith("-"))
        return "There is no command " + Quoting.quoted(words.get(0)) + ".";
    }
    return failure.getMessage();
  }
}
