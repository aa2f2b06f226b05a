package org.truckee.node.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A directory for a while leaves nothing behind. */
class ScratchDirectoryTest {
  @TempDir Path directory;

  @Test
  void aParentThatIsMissing_isMade_andWhatIsInIt_isRemoved() throws IOException {
    Path parent = directory.resolve("not/there");
    try (ScratchDirectory scratch = ScratchDirectory.in(Optional.of(parent), "bench")) {
      assertThat(scratch.path().getParent()).isEqualTo(parent);
      Files.writeString(Files.createDirectories(scratch.path().resolve("a/b")).resolve("c"), "c");
    }
    assertThat(parent).isEmptyDirectory();
  }

  /** A process that makes one below its first argument, starts another, says so, and works on. */
  static final class Working {
    private Working() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
      try (ScratchDirectory scratch =
          ScratchDirectory.in(Optional.of(Path.of(arguments[0])), "bench")) {
        Path inside = Files.writeString(scratch.path().resolve("file"), "of a process");
        scratch.endFirst(() -> System.out.println("ended while it is there: " + exists(inside)));
        System.out.println(new ProcessBuilder("sleep", "60").start().pid());
        Thread.currentThread().join();
      }
    }

    private static boolean exists(Path file) {
      return Files.exists(file);
    }
  }

  @Test
  void aProcessThatIsToldToEnd_removesIt_whenItsUsersAndItsProcessesHaveEnded() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Working.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      Optional<ProcessHandle> child = ProcessHandle.of(Long.parseLong(said.readLine()));
      process.toHandle().destroy();
      assertThat(said.readLine()).isEqualTo("ended while it is there: true");
      assertThat(process.waitFor()).isNotZero();
      assertThat(child.filter(ProcessHandle::isAlive)).isEmpty();
    } finally {
      process.destroyForcibly();
    }
    assertThat(directory).isEmptyDirectory();
  }
}
