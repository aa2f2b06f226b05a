package org.truckee.cli.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.cli.session.CommandFailure;
import org.truckee.testing.Waiting;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.web.admission.AdmissionSettings;
import org.truckee.web.admission.Admissions;
import org.truckee.web.admission.Price;
import org.truckee.web.guard.OwnerRights;
import org.truckee.web.guard.WebSettings;

/** Commands at a gateway that wants a proof of work. */
class ProvenWorkTest {
  @TempDir static Path home;
  private static TestGrid grid;

  @TempDir Path directory;
  private Admissions admissions;

  @BeforeAll
  static void start() {
    WebSettings open =
        WebSettings.usual("gateway", "truckee/test")
            .withOwner(new OwnerRights(false, Optional.empty(), Optional.empty(), List.of()));
    grid = TestGrid.start(home, 1, GatewaySettings.encoding(1, 1, 1).web(open));
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  private WebApi gatewayAt(int bits) {
    AdmissionSettings settings =
        new AdmissionSettings(1 << 20, Duration.ofDays(30), new Price(bits, bits, 1), 100);
    Secret key = new Secret(Bytes.utf8("key of the challenges"));
    Path file = directory.resolve("admission.sqlite");
    admissions =
        new Admissions(grid.vertx(), file, settings, key, grid.clock(), new SecureRandom());
    Waiting.of(admissions.open());
    String address =
        grid.gateway()
            .web(service -> service.admitting(Optional.of(admissions)))
            .address()
            .toString();
    return new WebApi(address.substring(0, address.length() - 1));
  }

  @AfterEach
  void close() {
    Waiting.of(admissions.close());
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
