package org.truckee.client.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.cap.Capability;
import org.truckee.cap.VdriveWriteCap;
import org.truckee.client.upkeep.entrust.Entrustments;
import org.truckee.platform.BlockingWork;
import org.truckee.testing.Waiting;

class UpkeepRootsTest {
  @TempDir Path directory;
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void stop() {
    Waiting.of(vertx.close());
  }

  private static Capability cap(int number) {
    byte[] key = new byte[VdriveWriteCap.KEY_SIZE];
    key[0] = (byte) number;
    return new VdriveWriteCap(new Secret(Bytes.wrap(key)));
  }

  private UpkeepRoots roots(Supplier<Future<Optional<Capability>>> drive) {
    Map<String, Capability> aliases =
        Map.of("work", cap(1), "job", cap(1), "mine", cap(2), "file", Capability.parse("URI:LIT:"));
    return new UpkeepRoots(
        drive,
        () -> aliases,
        directory.resolve("roots"),
        new Entrustments(directory.resolve("entrusted"), BlockingWork.of(vertx)),
        BlockingWork.of(vertx));
  }

  @Test
  void oneDirectory_isOneRoot_underItsFirstName() {
    UpkeepRoots roots = roots(() -> Future.succeededFuture(Optional.of(cap(2))));
    Waiting.of(roots.add("again", cap(1).toUri()));
    Waiting.of(roots.add("other", cap(3).toUri()));

    assertThat(Waiting.of(roots.all(Instant.EPOCH)))
        .containsExactly(
            new UpkeepRoot("private:", cap(2)),
            new UpkeepRoot("job:", cap(1)),
            new UpkeepRoot("other", cap(3)));
  }

  @Test
  void aDriveWhoseServerIsAway_keepsNoOtherRootUp() {
    UpkeepRoots roots =
        roots(
            () ->
                Future.failedFuture(
                    new GridException(GridException.Kind.UNREACHABLE, "it is away")));

    assertThat(Waiting.of(roots.all(Instant.EPOCH)))
        .extracting(UpkeepRoot::name)
        .contains("job:", "mine:");
  }

  @Test
  void aDamagedLine_costsOneRoot() throws IOException {
    UpkeepRoots roots = roots(() -> Future.succeededFuture(Optional.empty()));
    Waiting.of(roots.add("third", cap(3).toUri()));
    Files.writeString(
        directory.resolve("roots"),
        "nonsense\nfourth: URI:nonsense\n" + "fifth: " + cap(5).toUri() + "\n");

    assertThat(Waiting.of(roots.all(Instant.EPOCH))).extracting(UpkeepRoot::name).contains("fifth");
  }
}
