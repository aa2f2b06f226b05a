package org.truckee.node.command;

import java.security.SecureRandom;
import java.util.concurrent.Callable;
import org.truckee.cli.option.NodeOptions;
import org.truckee.node.directory.NodeDirectory;
import org.truckee.node.directory.RunningNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops a node, if it runs, and starts it again. */
@Command(name = "restart", description = "Stops a node, if it runs, and starts it again.")
public final class RestartCommand implements Callable<Integer> {
  @Mixin NodeOptions options;

  @Override
  public Integer call() throws Exception {
    NodeDirectory directory = new NodeDirectory(options.directory(), new SecureRandom());
    directory.readConfiguration();
    if (RunningNode.in(directory.root()).isPresent()) {
      StopCommand stop = new StopCommand();
      stop.options = options;
      stop.call();
    }
    StartCommand start = new StartCommand();
    start.options = options;
    return start.call();
  }
}
