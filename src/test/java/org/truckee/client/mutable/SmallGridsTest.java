package org.truckee.client.mutable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.cap.MutableFormat;
import org.truckee.cap.MutableWriteCap;
import org.truckee.client.plaintext.Plaintext;
import org.truckee.client.plaintext.PlaintextInMemory;
import org.truckee.testing.faults.Faults;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;

/** Mutable files on a few servers, of which each may have to keep several shares. */
class SmallGridsTest {
  @ParameterizedTest(name = "{0} servers, {1}-of-{3} happy with {2}, {4} away")
  @CsvSource({
    "1,1,1,1,0,true",
    "1,3,1,10,0,true",
    "2,1,1,2,0,true",
    "2,1,1,2,1,false",
    "3,2,2,3,1,true",
    "3,3,2,10,0,true",
    "3,3,2,10,1,true",
    "3,3,1,10,2,false",
    "5,2,3,5,2,true"
  })
  void aFileIsChanged_asLongAsMoreThanHalfOfTheServersAreThere(
      int servers,
      int needed,
      int happy,
      int total,
      int away,
      boolean changed,
      @TempDir Path directory) {
    GatewaySettings settings = GatewaySettings.encoding(needed, happy, total);
    try (TestGrid grid = TestGrid.start(directory, servers, settings)) {
      MutableFiles files = grid.gateway().gateway().mutableFiles();
      MutableWriteCap cap =
          grid.run(() -> files.create(MutableFormat.SDMF, text("old"), Optional.empty()));
      grid.servers().subList(0, away).forEach(server -> server.misbehave(Faults.hangUp()));

      if (changed) grid.run(() -> files.open(cap).overwrite(text("new")));
      else
        assertThatThrownBy(() -> grid.run(() -> files.open(cap).overwrite(text("new"))))
            .matches(failure -> GridException.is(failure, GridException.Kind.UNHAPPY));

      assertThat(grid.run(() -> files.open(cap).contents(Future::succeededFuture)).toUtf8())
          .isEqualTo(changed ? "new" : "old");
    }
  }

  private static Plaintext text(String text) {
    return PlaintextInMemory.of(Bytes.utf8(text));
  }
}
