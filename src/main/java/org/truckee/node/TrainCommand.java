package org.truckee.node;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.truckee.cli.session.ExitCodes;
import org.truckee.cli.session.Session;
import org.truckee.cli.session.Streams;
import org.truckee.node.command.GridCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Runs every role and the commonest commands once in this process, so that the build can record
 * which classes they need: with that record, later starts take a fraction of the time.
 */
@Command(
    name = TrainCommand.NAME,
    hidden = true,
    description = "Exercises the program; used by the build.")
final class TrainCommand implements Callable<Integer> {
  /** How it is called. */
  static final String NAME = "train";

  private static final int FILE_SIZE = 1 << 20;

  /** Runs one command in a session, and returns its exit code. */
  @FunctionalInterface
  interface Runner {
    int run(Session session, String... arguments);
  }

  private final Runner runner;

  @Parameters(paramLabel = "DIR", description = "An empty directory for the files of the exercise.")
  Path directory;

  /** Exercises the commands that {@code runner} runs. */
  TrainCommand(Runner runner) {
    this.runner = runner;
  }

  @Override
  public Integer call() throws Exception {
    Path configuration = directory.resolve("conf.json");
    Files.createDirectories(directory);
    Files.writeString(
        configuration,
        """
        {"grid": {"storage_servers": 3, "web": {"port": 0},
                  "encoding": {"needed": 2, "happy": 3, "total": 3}}}
        """);
    GridCommand grid = new GridCommand();
    grid.configuration = configuration;
    String gateway = grid.start();
    Path original = Files.write(directory.resolve("original"), new byte[FILE_SIZE]);
    String cap = printed("put", "--quiet", "-u", gateway, original.toString());
    printed("get", "--quiet", "-u", gateway, cap, directory.resolve("copy").toString());
    printed("status", "-u", gateway);
    exerciseDirectories(gateway, original);
    return ExitCodes.OK;
  }

  private void exerciseDirectories(String gateway, Path file) throws IOException {
    Path tree = Files.createDirectories(file.resolveSibling("tree"));
    Files.writeString(tree.resolve("small"), "small");
    String root = printed("mkdir", "-u", gateway);
    printed("put", "-u", gateway, file.toString(), root + "/sub/");
    printed("ls", "-l", "-u", gateway, root);
    printed("mv", "-u", gateway, root + "/sub/original", root + "/moved");
    printed("cp", "-r", "-u", gateway, tree.toString(), root + "/");
    printed("cp", "-r", "-u", gateway, root + "/tree", tree.resolve("back").toString());
    printed("check", "-u", gateway, root);
    printed("manifest", "-u", gateway, root);
    printed("stats", "-u", gateway, root);
    printed("rm", "-u", gateway, root + "/moved");
    printed("list-aliases", "-C", tree.toString());
    printed("--help");
  }

  private String printed(String... command) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    Session session =
        new Session(
            "truckee",
            new Streams(
                System.in,
                new PrintStream(printed, true, StandardCharsets.UTF_8),
                System.err,
                false),
            Map.of(),
            Path.of(System.getProperty("user.home")));
    if (runner.run(session, command) != ExitCodes.OK)
      throw new IllegalStateException(command[0] + " failed in the exercise");
    return printed.toString(StandardCharsets.UTF_8).strip();
  }
}
