package org.truckee.testing.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The options that the launcher gives to the JVM: a program in its place prints them. */
public final class LaunchedOptions {
  private LaunchedOptions() {}

  /** Those of {@code command} below {@code directory}, on a JVM whose release file says so. */
  public static List<String> of(Path directory, String release, String command)
      throws IOException, InterruptedException {
    return of(directory, release, command, "");
  }

  /** The same where the environment has options for the JVM. */
  public static List<String> of(Path directory, String release, String command, String options)
      throws IOException, InterruptedException {
    Path home = Files.createTempDirectory(directory, "jvm");
    Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Files.writeString(home.resolve("release"), release + "\n");
    ProcessBuilder launcher =
        InstalledLauncher.in(Files.createTempDirectory(directory, "home")).command(command);
    launcher.environment().put("JAVA_HOME", home.toString());
    launcher.environment().put("JDK_JAVA_OPTIONS", options);
    Process process = launcher.start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return text.lines().toList();
  }
}
