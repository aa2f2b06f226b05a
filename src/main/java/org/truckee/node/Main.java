package org.truckee.node;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.LoggerFactory;
import org.truckee.Version;
import org.truckee.cli.Commands;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.ExitCodes;
import org.truckee.cli.session.FailureLine;
import org.truckee.cli.session.LostOutput;
import org.truckee.cli.session.Session;
import org.truckee.node.account.AccountCommand;
import org.truckee.node.account.InviteCommand;
import org.truckee.node.bench.BenchCommand;
import org.truckee.node.command.CreateCommand;
import org.truckee.node.command.GridCommand;
import org.truckee.node.command.JoinCommand;
import org.truckee.node.command.RestartCommand;
import org.truckee.node.command.RunCommand;
import org.truckee.node.command.StartCommand;
import org.truckee.node.command.StopCommand;
import org.truckee.node.command.VdriveCommand;
import org.truckee.node.debug.AdminCommand;
import org.truckee.node.debug.DebugCommand;
import org.truckee.node.member.MemberCommand;
import org.truckee.node.process.LogFile;
import org.truckee.node.process.StandardError;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;

/** The command {@code truckee}. */
@Command(
    name = "truckee",
    mixinStandardHelpOptions = true,
    versionProvider = Main.VersionText.class,
    description = "A secure, decentralized storage grid.",
    synopsisSubcommandLabel = "COMMAND")
public final class Main {
  private static final String UNWRITABLE = "standard output can't be written";

  private final Session session;

  private Main(Session session) {
    this.session = session;
  }

  /** Runs one command, and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(code(arguments));
  }

  private static int code(String... arguments) {
    try {
      StandardError.open();
      Thread.setDefaultUncaughtExceptionHandler(Main::told);
      Session session = Session.ofProcess();
      int code = run(session, arguments);
      if (System.out.checkError()) throw CommandFailure.failed(UNWRITABLE);
      return session.asTahoe() ? ExitCodes.asTahoe(Commands.named(arguments), code) : code;
    } catch (Throwable failure) {
      FailureLine told = FailureLine.of(failure);
      if (!told.text().isEmpty()) System.err.println("truckee: " + told.text());
      return told.exitCode();
    }
  }

  /**
   * Notes an exception in another thread than the command's, such as that of work after the end.
   */
  private static void told(Thread thread, Throwable failure) {
    if (System.getProperty(LogFile.DIRECTORY) != null)
      LoggerFactory.getLogger(Main.class).warn("thread {} ended", thread.getName(), failure);
    else System.err.println("truckee: " + FailureLine.of(failure).text());
  }

  /** Runs one command in {@code session}, and returns its exit code. */
  public static int run(Session session, String... arguments) {
    int code =
        line(session, arguments)
            .setExecutionExceptionHandler((failure, command, parsed) -> explain(session, failure))
            .setExecutionStrategy(parsed -> told(session, new CommandLine.RunLast(), parsed))
            .execute(arguments);
    try {
      session.out().flush();
      return code;
    } catch (LostOutput lost) {
      return explain(session, lost);
    }
  }

  /** Prints help to standard output, too, before there is a command that could fail. */
  private static int told(
      Session session, CommandLine.IExecutionStrategy strategy, CommandLine.ParseResult parsed) {
    try {
      return strategy.execute(parsed);
    } catch (LostOutput lost) {
      return explain(session, lost);
    }
  }

  private static CommandLine line(Session session, String... arguments) {
    CommandLine line =
        Commands.line(new Main(session), session, commands(), arguments)
            .setCommandName(session.name());
    return Commands.named(arguments).equals(TrainCommand.NAME)
        ? line.addSubcommand(new TrainCommand(Main::run))
        : line;
  }

  private static Map<String, Class<?>> commands() {
    Map<String, Class<?>> commands = new LinkedHashMap<>();
    commands.put("grid", GridCommand.class);
    commands.put("create-introducer", CreateCommand.Introducer.class);
    commands.put("create-node", CreateCommand.Storage.class);
    commands.put("create-vdrive", CreateCommand.Vdrive.class);
    commands.put("create-client", CreateCommand.Client.class);
    commands.put("start", StartCommand.class);
    commands.put("stop", StopCommand.class);
    commands.put("restart", RestartCommand.class);
    commands.put("run", RunCommand.class);
    commands.putAll(Commands.gateway());
    commands.put("vdrive", VdriveCommand.class);
    commands.put("account", AccountCommand.class);
    commands.put("invite", InviteCommand.class);
    commands.put("member", MemberCommand.class);
    commands.put("join", JoinCommand.class);
    commands.put("debug", DebugCommand.class);
    commands.put("admin", AdminCommand.class);
    commands.put("bench", BenchCommand.class);
    return commands;
  }

  @Option(
      names = {"-d", "--node-directory"},
      paramLabel = "DIR",
      description = "The node's directory, for any command.")
  void nodeDirectory(Path directory) {
    if (directory != null) session.useNodeDirectory(directory);
  }

  @Option(
      names = {"-q", "--quiet"},
      description = "Print results and failures only.")
  void quiet(boolean on) {
    if (on) session.beQuiet();
  }

  /** Tells the user one sentence about a failure; its trace is for the log, if there is one. */
  private static int explain(Session session, Exception failure) {
    FailureLine told = FailureLine.of(failure);
    session.out().flush();
    if (!told.text().isEmpty())
      session.err().println(session.asTahoe() ? told.text() : session.name() + ": " + told.text());
    if (System.getProperty(LogFile.DIRECTORY) != null)
      LoggerFactory.getLogger(Main.class).error("ends: {}", told.text(), failure);
    return told.exitCode();
  }

  /** The output of {@code --version}. */
  static final class VersionText implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {Version.TEXT};
    }
  }
}
