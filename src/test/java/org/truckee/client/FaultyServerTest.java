package org.truckee.client;

import io.vertx.core.Future;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.truckee.GridException;
import org.truckee.client.server.Patience;
import org.truckee.testing.CallFaults;
import org.truckee.testing.Lies;

/** One server of five that fails in one call of a step, for every call of every step in turn. */
@Tag("slow")
class FaultyServerTest {
  /** How a call can go wrong. */
  enum Way {
    THROWS(ThrowingServerTest.THROW),
    FAILS((method, honest) -> Future.failedFuture(away())),
    FAILS_ODDLY((method, honest) -> Future.failedFuture(new Exception("odd"))),
    LOSES_THE_ANSWER(
        (method, honest) ->
            ((Future<?>) honest.call()).compose(done -> Future.failedFuture(away()))),
    TELLS_LESS((method, honest) -> ((Future<?>) honest.call()).map(Lies::less)),
    TELLS_MORE((method, honest) -> ((Future<?>) honest.call()).map(Lies::more)),
    TELLS_OTHERS((method, honest) -> ((Future<?>) honest.call()).map(Lies::other));

    private final CallFaults.Fault fault;

    Way(CallFaults.Fault fault) {
      this.fault = fault;
    }
  }

  private static GridException away() {
    return new GridException(GridException.Kind.UNREACHABLE, "the server failed");
  }

  @ParameterizedTest
  @EnumSource
  @Timeout(300)
  void aServerThatGoesWrongInAnyCall_spoilsNothing(Way way, @TempDir Path directory) {
    try (EveryCall grid = new EveryCall(directory, Patience.USUAL)) {
      grid.survivesOneByOne(way.fault);
    }
  }
}
