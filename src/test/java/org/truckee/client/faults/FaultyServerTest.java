package org.truckee.client.faults;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.GridException;
import org.truckee.client.server.ShareUpload;
import org.truckee.client.server.connection.ServerTimeouts;
import org.truckee.testing.faults.CallFaults;
import org.truckee.testing.faults.Faults;
import org.truckee.testing.faults.Lies;
import org.truckee.testing.faults.Nonsense;

/** One server of five that fails in one call of a step, for every call of every step in turn. */
@Tag("slow")
class FaultyServerTest {
  private static final ServerTimeouts LITTLE = new ServerTimeouts(5_000, 2_000, 5_000, 100);

  /** The ways in which a call can go wrong. */
  enum Way {
    THROWS(ThrowingServerTest.THROW),
    FAILS_ODDLY((method, honest) -> Future.failedFuture(new Exception("odd"))),
    LOSES_THE_ANSWER(
        (method, honest) -> ((Future<?>) honest.call()).compose(FaultyServerTest::lost)),
    TELLS_LESS((method, honest) -> ((Future<?>) honest.call()).map(Lies::less)),
    TELLS_MORE((method, honest) -> ((Future<?>) honest.call()).map(Lies::more)),
    TELLS_OTHERS((method, honest) -> ((Future<?>) honest.call()).map(Lies::other));

    private final CallFaults.Fault fault;

    Way(CallFaults.Fault fault) {
      this.fault = fault;
    }
  }

  private static Future<?> lost(Object answer) {
    if (answer instanceof ShareUpload opened) opened.breakOff();
    return Future.failedFuture(away());
  }

  private static GridException away() {
    return new GridException(GridException.Kind.UNREACHABLE, "the server failed");
  }

  @ParameterizedTest
  @EnumSource
  @Timeout(300)
  void aServerThatGoesWrongInAnyCall_spoilsNothing(Way way, @TempDir Path directory) {
    try (EveryCall grid = new EveryCall(directory, ServerTimeouts.USUAL)) {
      grid.survivesOneByOne(way.fault);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 206})
  @Timeout(300)
  void aServerThatAnswersNonsense_isDoneWithout(int status, @TempDir Path directory) {
    AtomicInteger next = new AtomicInteger();
    List<Buffer> nonsense = Nonsense.bodies();
    try (EveryCall grid = new EveryCall(directory, LITTLE)) {
      grid.survivesAnswers(
          ctx ->
              Faults.answer(status, nonsense.get(next.getAndIncrement() % nonsense.size()))
                  .handle(ctx));
    }
  }

  @ParameterizedTest
  @EnumSource
  @Timeout(300)
  void aServerThatGoesWrongInEveryCall_spoilsNothing(Way way, @TempDir Path directory) {
    try (EveryCall grid = new EveryCall(directory, ServerTimeouts.USUAL)) {
      grid.survivesAtOnce(way.fault);
    }
  }
}
