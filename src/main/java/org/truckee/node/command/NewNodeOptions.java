package org.truckee.node.command;

import java.nio.file.Path;
import org.truckee.cli.session.Session;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The place of a new node. */
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

  /** The chosen directory. */
  Path directory() {
    if (argument != null) return argument;
    return option != null ? option : session.newNodeDirectory();
  }
}
