package org.truckee.node;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.truckee.node.directory.DirectoryLock;

/** A directory in which another process has the right to work, as a node has while it runs. */
public final class HeldDirectory implements AutoCloseable {
  private final Process process;

  private HeldDirectory(Process process) {
    this.process = process;
  }

  /** Starts a process that takes the right, and returns when it has it. */
  public static HeldDirectory hold(Path directory) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(
                List.of(
                    java,
                    "-Xshare:auto",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    HeldDirectory.class.getName(),
                    directory.toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out = process.inputReader();
    String line = out.readLine();
    if (!"held".equals(line)) throw new IllegalStateException("not held: " + line);
    return new HeldDirectory(process);
  }

  /** Runs in the process. */
  public static void main(String... arguments) throws IOException {
    boolean taken = DirectoryLock.take(Path.of(arguments[0]), Optional.empty()).isPresent();
    System.out.println(taken ? "held" : "refused");
    int read = 0;
    while (read >= 0) read = System.in.read();
  }

  public long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Ends the process as a power cut does. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
  }
}
