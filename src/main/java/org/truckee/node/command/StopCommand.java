package org.truckee.node.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.truckee.cli.option.NodeOptions;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.ExitCodes;
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
        .stop(STOP_SECONDS);
    System.out.println("The node in " + directory + " has stopped.");
    return ExitCodes.OK;
  }
}
