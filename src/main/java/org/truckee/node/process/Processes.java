package org.truckee.node.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.truckee.node.directory.NodeDirectory;
import org.truckee.platform.OwnerFiles;

/** Starts this program again in processes of their own. */
public final class Processes {
  /**
   * The launcher's settings: others may not open the node's files, and the JVM's own warnings go
   * nowhere.
   */
  private static final String SHELL = "umask 077; exec \"$@\" 3>&2 2>/dev/null";

  private static final String PROGRAM = "org.truckee.node.Main";

  private Processes() {}

  /**
   * The command line that runs this program with {@code arguments} in another JVM, which has {@code
   * jvmOptions} besides.
   */
  public static List<String> command(List<String> jvmOptions, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--add-modules=jdk.incubator.vector");
    command.add("-Djdk.incubator.vector.VECTOR_ACCESS_OOB_CHECK=0");
    command.addAll(JvmVersion.own().memoryOptions());
    command.add(StandardError.JVM_OPTION);
    command.add("-D" + StandardError.PROPERTY + "=3");
    command.add("-XX:-UsePerfData");
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
    command.add(PROGRAM);
    command.addAll(List.of(arguments));
    return command;
  }

  /**
   * Starts the node in {@code directory}, with {@code jvmOptions} besides its usual ones and {@code
   * runOptions} of the command; its output goes to its log.
   */
  public static Process startNode(
      NodeDirectory directory, List<String> jvmOptions, String... runOptions) throws IOException {
    return startNode(directory, Map.of(), jvmOptions, runOptions);
  }

  /** The same with {@code environment} besides the usual one. */
  public static Process startNode(
      NodeDirectory directory,
      Map<String, String> environment,
      List<String> jvmOptions,
      String... runOptions)
      throws IOException {
    List<String> options = new ArrayList<>(NodeHeap.of(directory.readConfiguration()).jvmOptions());
    options.addAll(jvmOptions);
    Path log = directory.root().resolve("logs").resolve("console.log");
    OwnerFiles.directories(log.getParent());
    OwnerFiles.make(log);
    List<String> program = new ArrayList<>(List.of("/bin/sh", "-c", SHELL, "truckee"));
    program.addAll(command(options, "run", "-C", directory.root().toString()));
    program.addAll(List.of(runOptions));
    ProcessBuilder builder =
        new ProcessBuilder(program)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    return builder.start();
  }
}
