package org.truckee.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Starts this program again in processes of their own, and finds them by the files they leave. */
final class Processes {
  private Processes() {}

  /**
   * The command line that runs this program with {@code arguments} in another JVM, which has {@code
   * jvmOptions} besides.
   */
  static List<String> command(List<String> jvmOptions, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--add-modules=jdk.incubator.vector");
    command.add("-Djdk.incubator.vector.VECTOR_ACCESS_OOB_CHECK=0");
    command.add("-XX:+UseSerialGC");
    command.add("-Xshare:auto");
    command.add("-Xlog:disable");
    String archive = System.getProperty("truckee.archive", "");
    if (!archive.isEmpty() && Files.exists(Path.of(archive))) {
      command.add("-XX:SharedArchiveFile=" + archive);
      // Relocating it takes longer than the rest of the start, and memory of each process's own.
      command.addAll(List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:ArchiveRelocationMode=0"));
    }
    command.addAll(jvmOptions);
    command.add("-cp");
    command.add(System.getProperty("truckee.jar", System.getProperty("java.class.path")));
    command.add(Main.class.getName());
    command.addAll(List.of(arguments));
    return command;
  }

  /**
   * What suits the JVM of a node: in a storage server the system does the heavy work, and the
   * thorough compiler takes more time than it will ever save.
   */
  private static List<String> suited(NodeConfig config) {
    return config.gateway().isPresent()
        ? List.of("-Xmx512m")
        : List.of("-Xmx256m", "-XX:TieredStopAtLevel=1");
  }

  /**
   * Starts the node in {@code directory}, with {@code jvmOptions} besides its usual ones; what it
   * prints goes to its log.
   */
  static Process startNode(NodeDirectory directory, List<String> jvmOptions) throws IOException {
    List<String> options = new ArrayList<>(suited(directory.readConfiguration()));
    options.addAll(jvmOptions);
    Path log = directory.root().resolve("logs").resolve("console.log");
    Files.createDirectories(log.getParent());
    return new ProcessBuilder(command(options, "run", "-C", directory.root().toString()))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  /** The running process that has written {@code pidFile}. */
  static Optional<ProcessHandle> running(Path pidFile) throws IOException {
    if (!Files.exists(pidFile)) return Optional.empty();
    String text = Files.readString(pidFile).strip();
    if (!text.matches("[0-9]{1,18}")) return Optional.empty();
    return ProcessHandle.of(Long.parseLong(text)).filter(ProcessHandle::isAlive);
  }
}
