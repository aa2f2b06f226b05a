package org.truckee.cli.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.cli.session.CommandFailure;
import org.truckee.testing.grid.AdmittingPort;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;

/** Commands at a gateway that wants a proof of work. */
class ProvenWorkTest {
  private static final GatewaySettings ONE = GatewaySettings.encoding(1, 1, 1);

  @TempDir static Path home;
  private static TestGrid grid;

  @TempDir Path directory;
  private AdmittingPort port;

  @BeforeAll
  static void start() {
    grid = TestGrid.start(home, 1, ONE);
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  private WebApi gatewayAt(int bits) {
    port = new AdmittingPort(grid, ONE, directory.resolve("admission.sqlite"), bits);
    return new WebApi(port.at("/").replaceFirst("/$", ""));
  }

  @AfterEach
  void close() {
    port.close();
  }

  @Test
  void aSmallBody_isSentAgainAfterTheProof() throws IOException {
    WebApi api = gatewayAt(8);
    assertThat(api.put("/uri", "a text that is too long for a capability ".repeat(3)).cap())
        .startsWith("URI:CHK:");
    assertThat(api.post("/uri?t=mkdir", "").cap()).startsWith("URI:DIR2:");
  }

  @Test
  void aLargeBody_isGone_andTheUserIsToldToTryAgain() throws IOException {
    WebApi api = gatewayAt(8);
    byte[] body = new byte[100_000];
    assertThatThrownBy(() -> api.put("/uri", new ByteArrayInputStream(body), body.length, null))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("That was made: run the command again");
    assertThat(api.put("/uri", new ByteArrayInputStream(body), body.length, null).cap())
        .startsWith("URI:CHK:");
  }

  @Test
  void aPriceThatIsTooHigh_isNotPaid_andTheGatewaysSentenceIsTold() throws IOException {
    GatewayReply reply = gatewayAt(31).put("/uri", "a text");
    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.failure()).hasMessageContaining("stores here after a proof of work");
  }
}
