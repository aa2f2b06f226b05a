package org.truckee.cli;

import java.io.PrintWriter;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.truckee.cli.alias.AddAliasCommand;
import org.truckee.cli.alias.CreateAliasCommand;
import org.truckee.cli.alias.ListAliasesCommand;
import org.truckee.cli.check.AuditCommand;
import org.truckee.cli.check.CheckCommand;
import org.truckee.cli.check.DeepCheckCommand;
import org.truckee.cli.entrust.CaretakeCommand;
import org.truckee.cli.entrust.EntrustCommand;
import org.truckee.cli.link.LinkCommand;
import org.truckee.cli.link.MakeDirectoryCommand;
import org.truckee.cli.link.MoveCommand;
import org.truckee.cli.link.TrashCommand;
import org.truckee.cli.link.UnlinkCommand;
import org.truckee.cli.session.ExitCodes;
import org.truckee.cli.session.Quoting;
import org.truckee.cli.session.Session;
import org.truckee.cli.shell.CompletionCommand;
import org.truckee.cli.shell.ManualCommand;
import org.truckee.cli.shell.WrongLine;
import org.truckee.cli.status.ForgetServerCommand;
import org.truckee.cli.status.StatusCommand;
import org.truckee.cli.storage.StorageCommand;
import org.truckee.cli.tree.ManifestCommand;
import org.truckee.cli.tree.StatsCommand;
import org.truckee.cli.upkeep.UpkeepCommand;
import org.truckee.platform.HomePath;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/**
 * The commands of this package by their names, and the making of a command line from them. Looking
 * at a command takes time, so only the named one is looked at.
 */
public final class Commands {
  private static final Map<String, Class<?>> GATEWAY = new LinkedHashMap<>();

  /** The commands that tell of all the others. */
  private static final Set<Class<?>> ABOUT_ALL =
      Set.of(CompletionCommand.class, ManualCommand.class);

  static {
    GATEWAY.put("put", PutCommand.class);
    GATEWAY.put("get", GetCommand.class);
    GATEWAY.put("ls", ListCommand.class);
    GATEWAY.put("mkdir", MakeDirectoryCommand.class);
    GATEWAY.put("unlink", UnlinkCommand.class);
    GATEWAY.put("rm", UnlinkCommand.class);
    GATEWAY.put("mv", MoveCommand.class);
    GATEWAY.put("ln", LinkCommand.class);
    GATEWAY.put("cp", CopyCommand.class);
    GATEWAY.put("trash", TrashCommand.class);
    GATEWAY.put("backup", BackupCommand.class);
    GATEWAY.put("create-alias", CreateAliasCommand.class);
    GATEWAY.put("add-alias", AddAliasCommand.class);
    GATEWAY.put("list-aliases", ListAliasesCommand.class);
    GATEWAY.put("check", CheckCommand.class);
    GATEWAY.put("deep-check", DeepCheckCommand.class);
    GATEWAY.put("audit", AuditCommand.class);
    GATEWAY.put("entrust", EntrustCommand.class);
    GATEWAY.put("caretake", CaretakeCommand.class);
    GATEWAY.put("manifest", ManifestCommand.class);
    GATEWAY.put("stats", StatsCommand.class);
    GATEWAY.put("status", StatusCommand.class);
    GATEWAY.put("forget-server", ForgetServerCommand.class);
    GATEWAY.put("upkeep", UpkeepCommand.class);
    GATEWAY.put("storage", StorageCommand.class);
    GATEWAY.put("webopen", WebOpenCommand.class);
    GATEWAY.put("completion", CompletionCommand.class);
    GATEWAY.put("man", ManualCommand.class);
  }

  private Commands() {}

  /** The commands of this package, in the order of the help; some have two names. */
  public static Map<String, Class<?>> gateway() {
    return Collections.unmodifiableMap(GATEWAY);
  }

  /**
   * The command line of {@code root} with those of {@code known} that {@code arguments} can mean:
   * the named one, none if only the version is asked for, or else all of them.
   */
  public static CommandLine line(
      Object root, Session session, Map<String, Class<?>> known, String... arguments) {
    CommandLine line = new CommandLine(root, new WithSession(session));
    Class<?> named = known.get(named(arguments));
    if (named != null && !ABOUT_ALL.contains(named)) line.addSubcommand(named);
    else if (!asksVersion(arguments))
      known.values().stream().distinct().forEach(line::addSubcommand);
    line.setParameterExceptionHandler(new WrongLine());
    line.setExpandAtFiles(false)
        .registerConverter(Path.class, text -> HomePath.of(text, session.home()))
        .registerConverter(LocalDate.class, Commands::date)
        .setOut(new PrintWriter(session.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(session.err(), true, StandardCharsets.UTF_8));
    complete(line.getCommandSpec());
    return line;
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new TypeConversionException("not a date such as 2026-01-31: " + Quoting.quoted(text));
    }
  }

  /** The name of the command: the first argument that is neither an option nor the value of one. */
  public static String named(String... arguments) {
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].equals("-d") || arguments[i].equals("--node-directory")) i++;
      else if (!arguments[i].startsWith("-")) return arguments[i];
    }
    return "";
  }

  private static boolean asksVersion(String... arguments) {
    return arguments.length == 1 && Set.of("-V", "--version").contains(arguments[0]);
  }

  /** Gives a command and those below it the parts that all commands have. */
  private static void complete(CommandSpec command) {
    command
        .usageMessage()
        .exitCodeListHeading("%nExit codes:%n")
        .exitCodeList(ExitCodes.meanings());
    if (command.findOption("--help") == null)
      command.addOption(
          OptionSpec.builder("-h", "--help")
              .usageHelp(true)
              .description("Show this help message and exit.")
              .build());
    command.subcommands().values().forEach(sub -> complete(sub.getCommandSpec()));
  }

  /** Makes commands, with the session if they take one. */
  private record WithSession(Session session) implements CommandLine.IFactory {
    @Override
    public <K> K create(Class<K> wanted) throws Exception {
      for (Constructor<?> constructor : wanted.getDeclaredConstructors()) {
        if (Arrays.equals(constructor.getParameterTypes(), new Class<?>[] {Session.class})) {
          constructor.setAccessible(true);
          return wanted.cast(constructor.newInstance(session));
        }
      }
      return CommandLine.defaultFactory().create(wanted);
    }
  }
}
