package org.truckee.node.command;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.truckee.cli.option.NodeOptions;
import org.truckee.cli.session.CommandFailure;
import org.truckee.cli.session.ExitCodes;
import org.truckee.node.directory.NodeDirectory;
import org.truckee.node.directory.RunningNode;
import org.truckee.node.process.Processes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Starts a node in the background, and returns when it is up. */
@Command(name = "start", description = "Starts a node in the background.")
public final class StartCommand implements Callable<Integer> {
  private static final long START_SECONDS = 60;
  private static final long LOOK_MILLIS = 50;

  @Mixin NodeOptions options;

  @Override
  public Integer call() throws Exception {
    NodeDirectory directory = new NodeDirectory(options.directory(), new SecureRandom());
    RunningNode.refuse(directory.root());
    directory.checkIsNode();
    Process process = Processes.startNode(directory, List.of(), "--allow-stdin-close");
    waitUntilUp(process, directory);
    System.out.println("The node in " + directory.root() + " is up.");
    return ExitCodes.OK;
  }

  private static void waitUntilUp(Process process, NodeDirectory directory)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (!directory.isUp(process)) {
      if (process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) throw ended(directory.root());
      if (System.nanoTime() > end)
        throw failed(directory.root(), "is not up after " + START_SECONDS + " seconds");
    }
  }

  private static RuntimeException ended(Path root) throws IOException {
    return RunningNode.in(root)
        .<RuntimeException>map(RunningNode::complaint)
        .orElseGet(() -> failed(root, "did not come up"));
  }

  private static CommandFailure failed(Path root, String what) {
    return new CommandFailure(
        ExitCodes.FAILED,
        "the node " + what + "; see " + root.resolve("logs").resolve("console.log"));
  }
}
