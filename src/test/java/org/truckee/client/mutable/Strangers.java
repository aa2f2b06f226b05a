package org.truckee.client.mutable;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.Function;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.cap.MutableFormat;
import org.truckee.cap.MutableWriteCap;
import org.truckee.client.context.ClientContext;
import org.truckee.client.plaintext.Plaintext;
import org.truckee.client.plaintext.PlaintextInMemory;
import org.truckee.client.pool.MemoryBudget;
import org.truckee.client.server.ServerSecrets;
import org.truckee.client.timeline.Timelines;
import org.truckee.placement.EncodingParameters;
import org.truckee.platform.Ticker;
import org.truckee.testing.TestClock;
import org.truckee.testing.Waiting;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.known.TestKeys;
import org.truckee.worker.Codec;
import org.truckee.worker.Machine;

/** A grid of ten servers, and gateways that share nothing but these. */
final class Strangers implements AutoCloseable {
  private final TestGrid grid;
  private final Machine machine;

  Strangers(Path directory) {
    grid = TestGrid.start(directory, 10);
    Codec codec = Waiting.of(Codec.deploy(grid.vertx(), 2));
    machine = Machine.of(grid.vertx(), codec, new TestClock(), new SecureRandom());
  }

  TestGrid grid() {
    return grid;
  }

  Machine machine() {
    return machine;
  }

  /** The mutable files of a gateway that knows nothing yet. */
  MutableFiles one() {
    return one(EncodingParameters.DEFAULT);
  }

  MutableFiles one(EncodingParameters encoding) {
    return new MutableFiles(
        new ClientContext(
            machine,
            new MemoryBudget(64 << 20, Ticker.SYSTEM),
            new Timelines(new TestClock(), Ticker.SYSTEM),
            grid.gateway().servers(),
            new ServerSecrets(new Secret(Bytes.utf8("secret of the writers"))),
            encoding),
        TestKeys::next);
  }

  MutableWriteCap create(MutableFormat format, byte[] contents) {
    return grid.run(() -> one().create(format, plaintext(contents), Optional.empty()));
  }

  Bytes contents(MutableWriteCap cap) {
    return grid.run(() -> one().open(cap.toReadCap()).contents(Future::succeededFuture));
  }

  /** Adds a line, unless it is there already. */
  static Function<Bytes, Optional<Bytes>> adding(int number) {
    Bytes line = Bytes.utf8(line(number) + "\n");
    return old ->
        old.toUtf8().contains(line.toUtf8())
            ? Optional.empty()
            : Optional.of(Bytes.concat(old, line));
  }

  static String line(int number) {
    return "writer " + number;
  }

  static Plaintext plaintext(byte[] contents) {
    return PlaintextInMemory.of(Bytes.wrap(contents));
  }

  @Override
  public void close() {
    grid.close();
  }
}
