package org.truckee.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the launcher makes of its place and of its arguments, with a Java that only tells of its
 * own.
 */
class LauncherTest {
  private static final String MEMORY = "--sun-misc-unsafe-memory-access=allow";

  @TempDir Path directory;
  private Path home;

  /** The arguments that Java got, one a line, what stands on standard error, and the exit code. */
  private record Outcome(int status, List<String> java, String err) {
    /** The value of the last property of that name. */
    String property(String name) {
      String start = "-D" + name + "=";
      return java.stream()
          .filter(a -> a.startsWith(start))
          .findFirst()
          .orElse("")
          .replace(start, "");
    }
  }

  @BeforeEach
  void install() throws IOException {
    home = Files.createDirectories(directory.resolve("a home"));
    Files.copy(Path.of("truckee"), home.resolve("truckee"));
    home.resolve("truckee").toFile().setExecutable(true);
  }

  /** A Java of {@code version}. */
  private static Path java(Path place, String version) throws IOException {
    Path bin = Files.createDirectories(place.resolve("bin"));
    script(bin.resolve("java"), "for a; do printf '%s\\n' \"$a\"; done");
    Files.writeString(
        place.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"" + version + "\"\n");
    return place;
  }

  private static void script(Path file, String... lines) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    file.toFile().setExecutable(true);
  }

  private Outcome run(Map<String, String> environment, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(home.resolve("truckee").toString()));
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    for (String name : List.of("JAVA_HOME", "JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS"))
      builder.environment().remove(name);
    builder.environment().putAll(environment);
    Path err = directory.resolve("err");
    Process process = builder.redirectError(err.toFile()).start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), out.lines().toList(), Files.readString(err));
  }

  private Map<String, String> javaHome(String version) throws IOException {
    return Map.of("JAVA_HOME", java(directory.resolve("java"), version).toString());
  }

  private void pack() throws IOException {
    Files.createFile(home.resolve("truckee.jar"));
  }

  @ParameterizedTest
  @CsvSource({"17.0.15, false", "21, false", "23.0.1, false", "24, true", "25.0.3, true"})
  void aNode_getsTheOptionsThatItsJavaKnows(String version, boolean memory) throws Exception {
    pack();

    Outcome outcome = run(javaHome(version), "run", "-C", "a node");

    assertThat(outcome.java().contains(MEMORY)).isEqualTo(memory);
    assertThat(outcome.java())
        .contains("-Xmn32m", "--add-modules=jdk.incubator.vector", "a node")
        .contains(home.resolve("truckee.jar").toString());
    assertThat(outcome.err()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"11.0.2", "1.8.0_402", "16"})
  void anOlderJava_isToldAsSuch(String version) throws Exception {
    pack();

    Outcome outcome = run(javaHome(version), "run");

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.err()).contains("is older than Java 17", "install 17").hasLineCount(1);
  }

  @Test
  void noJava_isToldAsSuch() throws Exception {
    pack();

    Outcome outcome = run(Map.of("JAVA_HOME", directory.resolve("nowhere").toString()), "run");

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.err()).contains("install a Java runtime, 17 or newer").hasLineCount(1);
  }

  @Test
  void theRuntimeOfAPackage_comesBeforeAnyOther() throws Exception {
    pack();
    java(home.resolve("runtime"), "25");

    Outcome outcome = run(Map.of("JAVA_HOME", "/nowhere"), "run");

    assertThat(outcome.status()).isZero();
    assertThat(outcome.java()).contains(MEMORY);
  }

  @Test
  void theGridOfAPackage_isTheOneBesideIt_orThatOfTheSystem() throws Exception {
    pack();
    Map<String, String> java = javaHome("17");
    assertThat(run(java, "grid").property("truckee.home")).isEqualTo("/etc/truckee");

    Files.createFile(home.resolve("conf.json"));
    assertThat(run(java, "grid").property("truckee.home")).isEqualTo(home.toString());
  }

  @Test
  void aCommandThatTheShellFound_isCalledByItsNameAlone() throws Exception {
    pack();
    Map<String, String> java = javaHome("17");
    assertThat(run(java, "grid").property("truckee.called")).isEqualTo(home + "/truckee");

    String path = home + ":" + System.getenv("PATH");
    Map<String, String> found = Map.of("JAVA_HOME", java.get("JAVA_HOME"), "PATH", path);
    assertThat(run(found, "grid").property("truckee.called")).isEqualTo("truckee");
  }

  @Test
  void aFirstBuild_tellsItsSteps() throws Exception {
    Files.createDirectories(home.resolve("src/main"));
    script(
        home.resolve("mvnw"),
        "echo 'Downloading from central: https://x/a.jar'",
        "echo 'Downloaded from central: https://x/a.jar (1 kB)'",
        "echo '[INFO] --- compiler:3.14.1:compile (default-compile) @ truckee ---'",
        "echo '[INFO] --- compiler:3.14.1:compile (compile-vector) @ truckee ---'",
        "echo '[INFO] --- shade:3.6.1:shade (runnable-jar) @ truckee ---'",
        "mkdir -p target && touch target/truckee.jar pom.xml && touch target/truckee.jar");

    Outcome outcome = run(javaHome("17"), "--version");

    assertThat(outcome.status()).isZero();
    assertThat(outcome.java()).contains("--version", home + "/target/truckee.jar");
    assertThat(outcome.err().lines().filter(line -> !line.contains("fetching Maven")))
        .containsExactly(
            "truckee: building (this happens once, and takes some minutes) ...",
            "truckee:   fetching what the build needs (1 files so far)",
            "truckee:   compiling the program",
            "truckee:   putting the program together");
    assertThat(home.resolve(".build.log")).doesNotExist();
    assertThat(run(javaHome("17"), "--version").err()).as("it is built now").isEmpty();
  }

  @Test
  void aBuildThatFails_showsWhy_andRunsNothing() throws Exception {
    script(
        home.resolve("mvnw"),
        "echo '[INFO] --- compiler:3.14.1:compile (default-compile) @ truckee ---'",
        "echo '[ERROR] Main.java:[1,2] no such thing'",
        "exit 1");

    Outcome outcome = run(javaHome("17"), "--version");

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.java()).isEmpty();
    assertThat(outcome.err())
        .contains("compiling the program", "no such thing")
        .doesNotContain("[INFO]")
        .endsWith("truckee: the build failed\n");
    assertThat(Files.readString(home.resolve(".build.log"))).contains("[INFO]", "[ERROR]");
  }
}
