package org.truckee.storage.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.storage.expire.ExpirePolicy;

/** A server with accounts that is killed at any moment. */
@Tag("slow")
class KilledLedgerTest {
  private static final int KILLS = 12;
  private static final int MOST_STEPS = 60;

  @TempDir Path directory;

  private void killAfter(int steps, long seed) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                CountingProcess.class.getName(),
                directory.toString(),
                "" + seed)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
      for (int i = 0; i < steps; i++) assertThat(lastLine(said)).isEqualTo("step");
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
  }

  /** The next line that the process says of a step; the log may say others. */
  private static String lastLine(BufferedReader said) throws IOException {
    String line = said.readLine();
    while (line != null && !line.equals("step")) line = said.readLine();
    return line;
  }

  @Test
  void killedAtAnyMoment_itsLedgerIsTheSumOfTheLeases() throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    System.out.println("killed ledgers, seed " + seed);
    for (int kill = 0; kill < KILLS; kill++) {
      killAfter(1 + random.nextInt(MOST_STEPS), random.nextLong());
      CountedShares left = new CountedShares(directory, ExpirePolicy.USUAL);
      assertThat(left.ledger()).as("kill %d of %d", kill, seed).isEqualTo(left.disk());
      left.store.close();
    }
  }
}
