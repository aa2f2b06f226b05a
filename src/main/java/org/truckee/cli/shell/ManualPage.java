package org.truckee.cli.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.truckee.Version;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The manual page of one command, in the {@code man} macros of roff. */
final class ManualPage {
  private final CommandLine command;
  private final CommandSpec spec;
  private final StringBuilder roff = new StringBuilder();

  private ManualPage(CommandLine command) {
    this.command = command;
    this.spec = command.getCommandSpec();
  }

  /** The page of {@code command}. */
  static String of(CommandLine command) {
    return new ManualPage(command).write();
  }

  /** The name of the page: {@code truckee-put}. */
  static String nameOf(CommandLine command) {
    return command.getCommandSpec().qualifiedName("-");
  }

  private String write() {
    String[] description = spec.usageMessage().description();
    macro(
        "TH", quoted(nameOf(command).toUpperCase(Locale.ROOT)), "1", "\"\"", quoted(Version.TEXT));
    macro("SH", "NAME");
    text(nameOf(command) + " \\- " + escaped(description.length == 0 ? "" : description[0]));
    macro("SH", "SYNOPSIS");
    text(escaped(command.getHelp().synopsis(0).strip()));
    macro("SH", "DESCRIPTION");
    for (String paragraph : description) {
      macro("PP");
      text(escaped(paragraph));
    }
    writeEntries("ARGUMENTS", arguments());
    writeEntries("OPTIONS", options());
    writeEntries("COMMANDS", commands());
    writeEntries("EXIT STATUS", entries(spec.usageMessage().exitCodeList()));
    return roff.toString();
  }

  /** A tagged paragraph: a word or two, and their meaning. */
  private record Entry(String head, String meaning) {}

  private List<Entry> arguments() {
    List<Entry> entries = new ArrayList<>();
    for (PositionalParamSpec argument : spec.positionalParameters())
      if (!argument.hidden())
        entries.add(new Entry(argument.paramLabel(), String.join(" ", argument.description())));
    return entries;
  }

  private List<Entry> options() {
    List<Entry> entries = new ArrayList<>();
    for (OptionSpec option : spec.options()) {
      String value = option.arity().max() > 0 ? " " + option.paramLabel() : "";
      String names = String.join(", ", option.names()) + value;
      if (!option.hidden()) entries.add(new Entry(names, String.join(" ", option.description())));
    }
    return entries;
  }

  private List<Entry> commands() {
    List<Entry> entries = new ArrayList<>();
    command
        .getSubcommands()
        .forEach(
            (name, sub) -> {
              CommandSpec of = sub.getCommandSpec();
              String[] description = of.usageMessage().description();
              if (!of.usageMessage().hidden())
                entries.add(new Entry(name, description.length == 0 ? "" : description[0]));
            });
    return entries;
  }

  private static List<Entry> entries(Map<String, String> map) {
    return map.entrySet().stream().map(e -> new Entry(e.getKey(), e.getValue())).toList();
  }

  private void writeEntries(String heading, List<Entry> entries) {
    if (entries.isEmpty()) return;
    macro("SH", heading);
    for (Entry entry : entries) {
      macro("TP");
      text("\\fB" + escaped(entry.head) + "\\fR");
      text(escaped(entry.meaning));
    }
  }

  private void macro(String name, String... arguments) {
    roff.append('.').append(name);
    for (String argument : arguments) roff.append(' ').append(argument);
    roff.append('\n');
  }

  private void text(String line) {
    if (!line.isEmpty()) roff.append(line).append('\n');
  }

  private static String quoted(String text) {
    return '"' + escaped(text) + '"';
  }

  /** The text without markup, and with every character that roff takes for a command escaped. */
  private static String escaped(String text) {
    String plain = Ansi.OFF.string(text.replace("$$", "$").replace("%n", " "));
    String safe = plain.replace("\\", "\\e").replace("-", "\\-").replaceAll("\\s*\\R\\s*", " ");
    return safe.startsWith(".") || safe.startsWith("'") ? "\\&" + safe : safe;
  }
}
