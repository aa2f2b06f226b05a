package org.truckee.node.command;

import java.security.SecureRandom;
import java.util.concurrent.Callable;
import org.truckee.cli.option.NodeOptions;
import org.truckee.cli.session.ExitCodes;
import org.truckee.cli.session.Session;
import org.truckee.node.config.NodeConfig;
import org.truckee.node.directory.NodeDirectory;
import org.truckee.node.directory.RunningNode;
import org.truckee.node.process.ErrorLog;
import org.truckee.node.process.InputEnd;
import org.truckee.node.process.NodeProcess;
import org.truckee.node.process.ProcessFiles;
import org.truckee.node.role.Node;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a node in the foreground, until it is interrupted. */
@Command(
    name = "run",
    description = "Runs a node in the foreground, until Ctrl-C, or until standard input is closed.")
public final class RunCommand implements Callable<Integer> {
  private final Session session;

  @Mixin NodeOptions options;

  @Option(
      names = "--allow-stdin-close",
      description = "Keep the node running when standard input is closed.")
  boolean allowStdinClose;

  @Option(
      names = "--log-to-stderr",
      description = "Write the log to standard error, not to files: for a journal or a container.")
  boolean logToStderr;

  RunCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws Exception {
    NodeDirectory directory = new NodeDirectory(options.directory(), new SecureRandom());
    RunningNode.refuse(directory.root());
    directory.checkIsNode();
    directory.lock();
    NodeConfig config = directory.readConfiguration();
    if (logToStderr) ErrorLog.choose();
    ProcessFiles.keepIn(directory.root(), config.log());
    NodeProcess process = new NodeProcess();
    process.stage(config.leaveSeconds());
    Node node = new Node(directory, config, new SecureRandom());
    process.start(node::start, node::stop);
    node.roles().forEach(System.out::println);
    directory.announce();
    if (!allowStdinClose)
      InputEnd.watch(session.in(), () -> process.end("standard input was closed"));
    process.await();
    return ExitCodes.OK;
  }
}
