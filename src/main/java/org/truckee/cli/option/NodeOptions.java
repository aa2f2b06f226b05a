package org.truckee.cli.option;

import java.nio.file.Path;
import org.truckee.cli.session.Session;
import picocli.CommandLine.Option;

/** The option that chooses a command's node. */
public class NodeOptions {
  private final Session session;

  @Option(
      names = {"-C", "--node-directory", "--basedir", "-d"},
      paramLabel = "DIR",
      description =
          "The node's directory. Default: $$TRUCKEE_NODE, else ./grid/gateway if it is there, else ~/.truckee,"
              + " else ~/truckee-grid/gateway.")
  Path directory;

  /** Options of a command in {@code session}. */
  public NodeOptions(Session session) {
    this.session = session;
  }

  /** The directory of the chosen node. */
  public final Path directory() {
    return directory != null ? directory : session.nodeDirectory();
  }
}
