package org.truckee.client.upkeep.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.testing.faults.FaultShim;

/** The memory of upkeep on a disk of which each call fails once. */
@Tag("slow")
class FailingUpkeepDiskTest {
  @TempDir Path directory;

  @Test
  void whateverCallFails_nothingAcknowledgedIsForgotten() throws Exception {
    Path control = directory.resolve("control");
    Path root = Files.createDirectory(directory.resolve("private")).toRealPath();
    FaultShim shim = new FaultShim(FaultShim.compile(directory), control, root);
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                StoringProcess.class.getName(),
                root.toString(),
                control.toString())
            .redirectErrorStream(true);
    builder.environment().putAll(shim.environment());
    Process process = builder.start();
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(told).isZero();
    for (String kind : new String[] {"write", "read", "open"})
      assertThat(told).contains(kind + " fired ").doesNotContain(kind + " fired 0");
  }
}
