package org.truckee.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Which gateway a command talks to. */
public final class NodeOptions {
  @Option(
      names = {"-C", "--node-directory", "-d"},
      paramLabel = "DIR",
      description =
          "The node's directory. Default: $TRUCKEE_NODE, else ./grid/gateway if it is there, else ~/.truckee.")
  Path directory;

  @Option(
      names = {"-u", "--node-url"},
      paramLabel = "URL",
      description = "The gateway's address, in place of the one in DIR/node.url.")
  String url;

  /** The directory that is meant. */
  public Path directory() {
    if (directory != null) return directory;
    String environment = System.getenv("TRUCKEE_NODE");
    if (environment != null && !environment.isBlank()) return Path.of(environment);
    Path grid = Path.of("grid", "gateway");
    return Files.isDirectory(grid) ? grid : Path.of(System.getProperty("user.home"), ".truckee");
  }

  /** The gateway's address, without a slash at its end. */
  String url() {
    String found = url != null ? url : read();
    if (!found.matches("https?://[^\\s]+")) {
      throw new CommandFailure(ExitCodes.USAGE, "not an address of a gateway: " + found);
    }
    return found.endsWith("/") ? found.substring(0, found.length() - 1) : found;
  }

  private String read() {
    Path file = directory().resolve("node.url");
    try {
      List<String> lines = Files.readAllLines(file);
      if (!lines.isEmpty()) return lines.get(0).strip();
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCodes.UNREACHABLE,
          "no gateway is known: " + file + " can't be read. Is it started, and is -C right?");
    }
    throw new CommandFailure(ExitCodes.UNREACHABLE, "no gateway is known: " + file + " is empty");
  }
}
