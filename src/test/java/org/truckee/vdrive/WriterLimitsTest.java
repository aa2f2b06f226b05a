package org.truckee.vdrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.cap.VdriveWriteCap;
import org.truckee.client.server.vdrive.VdriveClient;
import org.truckee.protocol.Rate;
import org.truckee.protocol.limit.ServerLimits;
import org.truckee.protocol.limit.ServerLimits.Amounts;
import org.truckee.protocol.vdrive.VdriveWrite;
import org.truckee.testing.grid.TestVdrive;

/** A vdrive server that limits what writers do in a time. */
class WriterLimitsTest {
  @TempDir Path directory;

  private TestVdrive start(Optional<Rate> requests, Optional<Rate> bytes) {
    Amounts amounts = new Amounts(requests, bytes);
    return TestVdrive.start(
        new VdriveConfig(
                directory.resolve("vdrive.sqlite"), new VdriveLimits(false, 100, 2000, 1000))
            .limiting(new ServerLimits(amounts, amounts, 10)));
  }

  private static Optional<Rate> hourly(long amount) {
    return Optional.of(new Rate(amount, Duration.ofHours(1)));
  }

  /** A step that makes {@code count} directories, numbered from {@code first} on. */
  private static VdriveWrite directories(int first, int count) {
    return new VdriveWrite(
        IntStream.range(first, first + count)
            .mapToObj(WriterLimitsTest::root)
            .map(root -> root.signingKey().verifyingKey())
            .toList(),
        List.of());
  }

  private static VdriveWriteCap root(int number) {
    byte[] key = new byte[VdriveWriteCap.KEY_SIZE];
    key[0] = (byte) number;
    return new VdriveWriteCap(new Secret(Bytes.wrap(key)));
  }

  @Test
  void aWriter_makesSoManySteps_andReadersAreFree() {
    try (TestVdrive server = start(hourly(3), Optional.empty())) {
      VdriveClient client = server.newClient();
      for (int i = 0; i < 3; i++) write(server, client, directories(i, 1));
      assertThatThrownBy(() -> write(server, client, directories(9, 1)))
          .hasMessageContaining("429");
      for (int i = 0; i < 5; i++) assertThat(server.run(() -> client.version())).isNotNull();
    }
  }

  @Test
  void aWriter_sendsSoManyBytes() {
    try (TestVdrive server = start(Optional.empty(), hourly(1_000))) {
      VdriveClient client = server.newClient();
      write(server, client, directories(0, 20));
      assertThatThrownBy(() -> write(server, client, directories(20, 20)))
          .hasMessageContaining("429");
      assertThatThrownBy(() -> write(server, client, directories(40, 40)))
          .hasMessageContaining("answered 413");
    }
  }

  private static void write(TestVdrive server, VdriveClient client, VdriveWrite step) {
    server.run(() -> client.write(step));
  }
}
