package org.truckee.cli.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The completion script for fish: a line for each command and each option. */
final class FishCompletion {
  private FishCompletion() {}

  /** The script for {@code program}, called by {@code name}. */
  static String of(String name, CommandLine program) {
    List<String> lines = new ArrayList<>();
    String start = "complete -c " + name;
    addOptions(start + " -n __fish_use_subcommand", program.getCommandSpec(), lines);
    addCommands(start, "__fish_use_subcommand", program, lines);
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  private static void addCommands(
      String start, String condition, CommandLine parent, List<String> lines) {
    for (Map.Entry<String, CommandLine> command : parent.getSubcommands().entrySet()) {
      CommandSpec spec = command.getValue().getCommandSpec();
      if (spec.usageMessage().hidden()) continue;
      String seen = "'__fish_seen_subcommand_from " + command.getKey() + "'";
      lines.add(
          "%s -f -n %s -a %s -d %s"
              .formatted(start, condition, command.getKey(), quoted(summary(spec))));
      addOptions(start + " -n " + seen, spec, lines);
      addCommands(start, seen, command.getValue(), lines);
    }
  }

  private static void addOptions(String start, CommandSpec spec, List<String> lines) {
    for (OptionSpec option : spec.options()) {
      if (!option.hidden()) lines.add(start + names(option) + " -d " + quoted(text(option)));
    }
  }

  private static String names(OptionSpec option) {
    StringBuilder names = new StringBuilder();
    for (String name : option.names())
      names.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
    return names + (option.arity().max() > 0 ? " -r" : "");
  }

  private static String summary(CommandSpec spec) {
    return spec.usageMessage().description().length == 0
        ? ""
        : spec.usageMessage().description()[0];
  }

  private static String text(OptionSpec option) {
    return option.description().length == 0 ? "" : option.description()[0].replace("$$", "$");
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
