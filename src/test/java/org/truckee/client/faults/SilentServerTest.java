package org.truckee.client.faults;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.client.server.connection.ServerTimeouts;
import org.truckee.testing.faults.Faults;

/**
 * One server of five that takes a request and never answers it, for every second request in turn; a
 * run draws with which it begins.
 */
@Tag("slow")
class SilentServerTest {
  private static final ServerTimeouts LITTLE = new ServerTimeouts(2_000, 700, 1_500, 100);

  @Test
  @Timeout(1_200)
  void aServerThatNeverAnswersOneRequest_isDoneWithout(@TempDir Path directory) {
    try (EveryCall grid = new EveryCall(directory, LITTLE)) {
      grid.survivesSilence();
    }
  }

  @Test
  @Timeout(300)
  void aServerThatNeverAnswersAny_isDoneWithout(@TempDir Path directory) {
    try (EveryCall grid = new EveryCall(directory, LITTLE)) {
      grid.survivesAnswers(Faults.stall());
    }
  }
}
