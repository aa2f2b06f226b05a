package org.truckee.cli.shell;

import java.io.PrintWriter;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.truckee.FailureText;
import org.truckee.cli.session.ExitCodes;
import org.truckee.cli.session.Quoting;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Explains in a line or two the mistake of a command line; the whole help is for --help. */
public final class WrongLine implements IParameterExceptionHandler {
  /** The library's words about a parameter that stands for several arguments. */
  private static final Pattern TOO_FEW =
      Pattern.compile("positional parameter at index \\S+ \\((.+)\\) requires at least .*");

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
    if (failure instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption())
      return "Too many arguments: "
          + String.join(" ", unmatched.getUnmatched().stream().map(Quoting::quoted).toList());
    String told = FailureText.sentence(failure);
    Matcher few = TOO_FEW.matcher(told);
    return few.matches() ? "Missing required parameters: " + few.group(1) : told;
  }
}
