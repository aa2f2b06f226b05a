package org.truckee.node;

import java.security.SecureRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.truckee.cli.NodeOptions;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.ExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops a node that runs in the background. */
@Command(
    name = "stop",
    mixinStandardHelpOptions = true,
    description = "Stops a node that runs in the background.")
final class StopCommand implements Callable<Integer> {
  private static final long STOP_SECONDS = 30;

  @Mixin NodeOptions options;

  @Override
  public Integer call() throws Exception {
    NodeDirectory directory = new NodeDirectory(options.directory(), new SecureRandom());
    ProcessHandle process =
        Processes.running(directory.pid())
            .orElseThrow(
                () ->
                    new CommandFailure(ExitCodes.NOT_FOUND, "no node runs in " + directory.root()));
    process.destroy();
    process.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
    System.out.println("The node in " + directory.root() + " has stopped.");
    return ExitCodes.OK;
  }
}
