package org.truckee.testing.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/** The launcher, in a directory of its own, on the classes of this test run: without a build. */
public final class InstalledLauncher {
  private final Path launcher;

  private InstalledLauncher(Path launcher) {
    this.launcher = launcher;
  }

  /** Installs it in {@code home}. */
  public static InstalledLauncher in(Path home) throws IOException {
    Path target = Files.createDirectories(home.resolve("target"));
    writeJar(target.resolve("truckee.jar"));
    Path launcher = home.resolve("truckee");
    Files.copy(Path.of(System.getProperty("truckee.base", "")).resolve("truckee"), launcher);
    if (!launcher.toFile().setExecutable(true)) throw new IOException("can't be made executable");
    return new InstalledLauncher(launcher);
  }

  /** A jar that holds the path of the classes alone. */
  private static void writeJar(Path jar) throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.put(
        Attributes.Name.CLASS_PATH,
        Arrays.stream(System.getProperty("java.class.path").split(":", -1))
            .map(entry -> Path.of(entry).toUri().toString())
            .collect(Collectors.joining(" ")));
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();
  }

  /** Runs {@code script} in a shell, in which {@code "$@"} is the launcher with arguments. */
  public ProcessBuilder shell(String shell, String script, String... arguments) {
    List<String> command = new ArrayList<>(List.of(shell, "-c", script, shell));
    command.add(launcher.toString());
    command.addAll(List.of(arguments));
    return prepared(new ProcessBuilder(command));
  }

  /** Runs the launcher. */
  public ProcessBuilder command(String... arguments) {
    return shell("sh", "exec \"$@\"", arguments);
  }

  private ProcessBuilder prepared(ProcessBuilder builder) {
    Map<String, String> environment = builder.environment();
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.remove("TRUCKEE_NODE");
    return builder.directory(launcher.getParent().toFile());
  }
}
