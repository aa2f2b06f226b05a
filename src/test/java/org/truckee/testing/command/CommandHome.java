package org.truckee.testing.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.truckee.testing.http.WebPort;

/** The home directory of a user whose commands go to one gateway. */
public record CommandHome(Path path) {
  /** Makes {@code home}, which is there, one whose node has the gateway at {@code web}. */
  public static CommandHome of(Path home, WebPort web) throws IOException {
    CommandHome made = new CommandHome(home);
    Files.createDirectories(made.node().resolve("private"));
    Files.writeString(made.node().resolve("node.url"), web.address() + "\n");
    return made;
  }

  /** The directory of the user's node. */
  public Path node() {
    return path.resolve(".truckee");
  }

  /** Runs a command. */
  public CommandRun run(String... command) {
    return given("", command);
  }

  /** Runs a command with {@code input} on standard input. */
  public CommandRun given(String input, String... command) {
    return CommandRun.of("truckee", path, input, command);
  }
}
