package org.truckee.node;

import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import org.truckee.cli.NodeOptions;
import org.truckee.cli.session.ExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs a node in the foreground, until it is interrupted. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Runs a node in the foreground, until Ctrl-C.")
final class RunCommand implements Callable<Integer> {
  @Mixin NodeOptions options;

  @Override
  public Integer call() throws Exception {
    NodeDirectory directory = new NodeDirectory(options.directory(), new SecureRandom());
    NodeConfig config = directory.readConfiguration();
    Main.logTo(directory.root());
    NodeProcess process = new NodeProcess();
    Node node = new Node(directory, config, new SecureRandom());
    process.deploy(node);
    node.roles().forEach(System.out::println);
    Files.writeString(directory.pid(), ProcessHandle.current().pid() + "\n");
    directory.pid().toFile().deleteOnExit();
    process.await();
    return ExitCodes.OK;
  }
}
