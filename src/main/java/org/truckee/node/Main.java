package org.truckee.node;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.truckee.GridException;
import org.truckee.Version;
import org.truckee.cli.CommandFailure;
import org.truckee.cli.ExitCodes;
import org.truckee.cli.GetCommand;
import org.truckee.cli.PutCommand;
import org.truckee.cli.StatusCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The command {@code truckee}. */
@Command(
    name = "truckee",
    mixinStandardHelpOptions = true,
    versionProvider = Main.VersionText.class,
    description = "A secure, decentralized storage grid.",
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:the gateway or the grid could not do it; the message says why",
      "2:the command line is wrong",
      "3:no gateway answers",
      "4:what was asked for is not there"
    },
    subcommands = {
      GridCommand.class,
      CreateCommand.Introducer.class,
      CreateCommand.Storage.class,
      CreateCommand.Client.class,
      StartCommand.class,
      StopCommand.class,
      RestartCommand.class,
      RunCommand.class,
      PutCommand.class,
      GetCommand.class,
      StatusCommand.class,
      BenchCommand.class,
      TrainCommand.class,
    })
public final class Main {
  private static final String STDERR = "truckee.stderr";

  private Main() {}

  /** Runs one command, and ends the process with its exit code. */
  public static void main(String[] arguments) throws IOException {
    openStandardError();
    System.exit(run(arguments));
  }

  /** Runs one command, and returns its exit code. */
  static int run(String... arguments) {
    return new CommandLine(new Main())
        .setExecutionExceptionHandler((failure, command, parsed) -> explain(failure))
        .setExecutionStrategy(new CommandLine.RunLast())
        .execute(arguments);
  }

  private static int explain(Exception failure) throws Exception {
    if (failure instanceof CommandFailure known) {
      System.err.println("truckee: " + known.getMessage());
      return known.exitCode();
    }
    if (failure instanceof GridException known) {
      System.err.println("truckee: " + known.getMessage());
      return ExitCodes.FAILED;
    }
    if (failure instanceof IOException io) {
      System.err.println("truckee: " + (io.getMessage() == null ? io.toString() : io.getMessage()));
      return ExitCodes.FAILED;
    }
    throw failure;
  }

  /**
   * The launcher keeps the JVM's own warnings away from the terminal, and says where errors go
   * instead.
   */
  private static void openStandardError() throws IOException {
    String path = System.getProperty(STDERR);
    if (path != null)
      System.setErr(new PrintStream(new FileOutputStream(path), true, StandardCharsets.UTF_8));
  }

  /**
   * Sends the log of this process to {@code logs/} below {@code directory}; before anything is
   * logged.
   */
  static void logTo(Path directory) {
    System.setProperty("truckee.logs", directory.resolve("logs").toString());
    System.setProperty(
        "vertx.logger-delegate-factory-class-name",
        "io.vertx.core.logging.SLF4JLogDelegateFactory");
  }

  /** What {@code --version} prints. */
  static final class VersionText implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {Version.TEXT};
    }
  }
}
