package org.truckee.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.testing.faults.FaultShim;

/**
 * The n-th write, sync, rename, unlink, truncate, mkdir, read and open fails in a real process, and
 * one is killed again and again: twelve times in one run, at moments that are drawn anew in each
 * run.
 */
@Tag("slow")
class FailingDiskTest {
  private static final int KILLS = 12;
  private static final int LONGEST_LINES = 30;
  private static final Pattern LINE = Pattern.compile("(tries )?(mutable|share|entry) run-.*");

  @TempDir Path directory;

  @Test
  void whateverCallFails_nothingAcknowledgedIsLostAndTheNextWriteWorks() throws Exception {
    Path library = FaultShim.compile(directory);
    Path control = Files.write(directory.resolve("control"), new byte[12]);
    Path data = Files.createDirectory(directory.resolve("data")).toRealPath();

    ProcessBuilder breaking = java(data.toString(), control.toString());
    breaking.environment().put("LD_PRELOAD", library.toString());
    breaking.environment().put("TRUCKEE_FAULTS", control.toString());
    breaking.environment().put("TRUCKEE_FAULTS_BELOW", data.toString());
    String told = output(breaking);

    assertThat(told.lines().filter(line -> line.startsWith("fired ")).toList())
        .as("faults of each kind:%n%s", told)
        .hasSize(8)
        .noneMatch("fired 0"::equals);
    assertThat(output(java(data.toString()))).contains("all is there");
  }

  @Test
  void killedAtAnyMoment_itLosesNothingThatItAcknowledged() throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Path ledger = directory.resolve("ledger");
    List<String> acknowledged = new ArrayList<>();
    for (int kill = 0; kill < KILLS; kill++) {
      Process process = java(directory.toString(), "load", "" + kill).start();
      List<String> said = killedAfter(process, 1 + random.nextInt(LONGEST_LINES));
      assertThat(said).as("run %d, seed %d", kill, seed).anyMatch(LINE.asMatchPredicate());
      note(said, acknowledged);
      Files.write(ledger, acknowledged);
    }

    assertThat(acknowledged).hasSizeGreaterThan(KILLS);
    assertThat(output(java(directory.toString()))).as("seed %d", seed).contains("all is there");
  }

  /** The lines of a process until it is killed, after so many of them. */
  private static List<String> killedAfter(Process process, int lines) throws Exception {
    List<String> said = new ArrayList<>();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        said.add(line);
        if (said.size() == lines + 1) process.toHandle().destroyForcibly();
      }
    } finally {
      process.toHandle().destroyForcibly();
      process.waitFor();
    }
    return said;
  }

  /** The mutable file holds what was acknowledged last, or what came after and was cut off. */
  private static void note(List<String> said, List<String> acknowledged) {
    for (String line : said) {
      if (line.startsWith("tries mutable ")) {
        String now = line.substring("tries mutable ".length());
        String before = mutable(acknowledged);
        acknowledged.removeIf(entry -> entry.startsWith("mutable "));
        acknowledged.add("mutable " + (before.isEmpty() ? now : before + " or " + now));
      } else if (line.startsWith("mutable ")) {
        acknowledged.removeIf(entry -> entry.startsWith("mutable "));
        acknowledged.add(line);
      } else if (LINE.matcher(line).matches()) {
        acknowledged.add(line);
      }
    }
  }

  private static String mutable(List<String> acknowledged) {
    return acknowledged.stream()
        .filter(entry -> entry.startsWith("mutable "))
        .map(entry -> entry.substring("mutable ".length()))
        .findFirst()
        .orElse("");
  }

  private static ProcessBuilder java(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                FailingDisk.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true);
  }

  private static String output(ProcessBuilder builder) throws Exception {
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
