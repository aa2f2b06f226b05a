package org.truckee.client.faults;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.client.server.connection.ServerTimeouts;
import org.truckee.testing.faults.CallFaults;

/** One server of five whose client throws in each call, as if it were the gateway's own mistake. */
@Tag("slow")
@Timeout(120)
class ThrowingServerTest {
  static final CallFaults.Fault THROW =
      (method, honest) -> {
        throw new IllegalStateException("thrown in " + method.getName());
      };

  @Test
  void aServerThatThrowsAtEveryPoint_endsNothing(@TempDir Path directory) {
    try (EveryCall grid = new EveryCall(directory, ServerTimeouts.USUAL)) {
      grid.survivesAtOnce(THROW);
    }
  }
}
