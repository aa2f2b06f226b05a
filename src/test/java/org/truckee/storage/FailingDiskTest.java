package org.truckee.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The n-th write, sync, rename, unlink, truncate, mkdir and read fails, in a real process. */
@Tag("slow")
class FailingDiskTest {
  @TempDir Path directory;

  @Test
  void whateverCallFails_nothingAcknowledgedIsLostAndTheNextWriteWorks() throws Exception {
    Path library = compile();
    Path control = Files.write(directory.resolve("control"), new byte[12]);
    Path data = Files.createDirectory(directory.resolve("data")).toRealPath();

    ProcessBuilder breaking = java(data.toString(), control.toString());
    breaking.environment().put("LD_PRELOAD", library.toString());
    breaking.environment().put("TRUCKEE_FAULTS", control.toString());
    breaking.environment().put("TRUCKEE_FAULTS_BELOW", data.toString());
    String told = output(breaking);

    assertThat(told.lines().filter(line -> line.startsWith("fired ")).toList())
        .as("faults of each kind:%n%s", told)
        .hasSize(7)
        .noneMatch("fired 0"::equals);
    assertThat(output(java(data.toString()))).contains("all is there");
  }

  private Path compile() throws IOException, InterruptedException {
    Path source = directory.resolve("failing-disk.c");
    try (InputStream in = getClass().getResourceAsStream("/faults/failing-disk.c")) {
      Files.copy(in, source);
    }
    Path library = directory.resolve("failing-disk.so");
    assumeTrue(
        compiles("gcc", "-shared", "-fPIC", "-O1", "-o", library + "", source + "", "-ldl"),
        "there is no C compiler here, so no disk can be made to fail");
    return library;
  }

  private static boolean compiles(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    } catch (IOException noCompiler) {
      return false;
    }
  }

  private static ProcessBuilder java(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
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
