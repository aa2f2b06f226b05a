package org.truckee.node.command;

import java.nio.file.Path;
import org.truckee.cli.session.Session;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where a new node is made. */
final class NewNodeOptions {
  private final Session session;

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      description = "The node's directory. Default: ~/.truckee")
  Path argument;

  @Option(
      names = {"-C", "--basedir"},
      paramLabel = "DIR",
      description = "Same as DIR.")
  Path option;

  NewNodeOptions(Session session) {
    this.session = session;
  }

  /** The directory that is meant. */
  Path directory() {
    if (argument != null) return argument;
    return option != null ? option : session.newNodeDirectory();
  }
}
