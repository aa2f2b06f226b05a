package org.truckee.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts a file on the grid, and prints its capability. */
@Command(
    name = "put",
    mixinStandardHelpOptions = true,
    description =
        "Puts a file on the grid and prints its capability: whoever has that can read the file.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:the gateway or the grid could not do it; the message says why",
      "2:the command line is wrong",
      "3:no gateway answers",
      "4:what was asked for is not there"
    })
public final class PutCommand implements Callable<Integer> {
  @Mixin NodeOptions node;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "The file; standard input if it is - or left out.")
  String file = "-";

  @Option(
      names = "--no-convergence",
      description = "Encrypt under a random key, so that nobody can tell equal files.")
  boolean random;

  @Option(
      names = {"-q", "--quiet"},
      description = "Show no progress.")
  boolean quiet;

  @Option(names = "--json", description = "Print a JSON object in place of the plain capability.")
  boolean json;

  @Override
  public Integer call() throws IOException {
    String cap = file.equals("-") ? put(System.in, -1, "standard input") : putFile(Path.of(file));
    System.out.println(json ? "{\"cap\": \"" + cap + "\"}" : cap);
    return ExitCodes.OK;
  }

  private String putFile(Path path) throws IOException {
    if (!Files.isRegularFile(path))
      throw new CommandFailure(ExitCodes.NOT_FOUND, "there is no file " + path);
    try (InputStream in = Files.newInputStream(path)) {
      return put(in, Files.size(path), path.getFileName().toString());
    }
  }

  private String put(InputStream in, long size, String name) throws IOException {
    GatewayConnection gateway =
        GatewayConnection.to(node.url(), "PUT", random ? "/uri?convergent=false" : "/uri");
    Progress progress = Progress.on(Progress.terminal(quiet), name, size);
    gateway.send(in, size, progress);
    String cap = gateway.text().strip();
    progress.finish();
    return cap;
  }
}
