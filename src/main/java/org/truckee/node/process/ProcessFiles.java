package org.truckee.node.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.truckee.node.config.NodeConfig;
import org.truckee.platform.OwnerFiles;

/** The files of the process itself: its logs and the native code that it unpacks. */
public final class ProcessFiles {
  private ProcessFiles() {}

  /**
   * Lets this process log, in the form {@code log}, to {@code logs/} below {@code directory}, which
   * is locked, and unpack native code below {@code tmp/}.
   */
  public static void keepIn(Path directory, NodeConfig.LogFormat log) throws IOException {
    Path logs = OwnerFiles.directories(directory.resolve("logs"));
    Path natives = OwnerFiles.directories(directory.resolve("tmp/native"));
    try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(natives)) {
      for (Path leftover : leftovers) Files.delete(leftover);
    }
    System.setProperty("io.netty.native.workdir", natives.toString());
    System.setProperty(
        "vertx.logger-delegate-factory-class-name",
        "io.vertx.core.logging.SLF4JLogDelegateFactory");
    System.setProperty(LogFile.FORMAT, log.toString());
    LogFile.begin(logs);
  }
}
