package org.truckee.node.command;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import org.truckee.GridException;
import org.truckee.cli.option.NodeOptions;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.ExitCodes;
import org.truckee.node.directory.NodeDirectory;
import org.truckee.node.directory.RunningNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops a node that runs in the background. */
@Command(name = "stop", description = "Stops a node that runs in the background.")
public final class StopCommand implements Callable<Integer> {
  private static final long STOP_SECONDS = 30;

  @Mixin NodeOptions options;

  @Override
  public Integer call() throws Exception {
    Path directory = options.directory();
    RunningNode.in(directory)
        .orElseThrow(() -> CommandFailure.notFound("no node runs in " + directory))
        .stop(STOP_SECONDS + leaveSeconds(directory));
    System.out.println("The node in " + directory + " has stopped.");
    return ExitCodes.OK;
  }

  private static int leaveSeconds(Path directory) throws IOException {
    try {
      return new NodeDirectory(directory, new SecureRandom()).readConfiguration().leaveSeconds();
    } catch (GridException noNodesConfigurationOrABadOne) {
      // A grid has none there, and one that was damaged since the start must not keep the node.
      return 0;
    }
  }
}
