package org.truckee.client.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.client.server.connection.ServerTimeouts;
import org.truckee.testing.faults.Faults;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestServer;
import org.truckee.testing.http.WebPort;
import org.truckee.testing.known.Golden;

/**
 * Nothing is said to be gone that servers may have which are only too slow: a reader is told to
 * come again.
 */
class UnheardServersTest {
  private static final byte[] FILE = Golden.stream("unheard", 5_000);
  private static final GatewaySettings SETTINGS =
      GatewaySettings.encoding(2, 3, 3).patience(new ServerTimeouts(20_000, 300, 60_000, 100));

  @Test
  void whereNobodyAnswersInTime_nothingIsSaidToBeGone(@TempDir Path directory) {
    try (TestGrid grid = TestGrid.start(directory, 3, SETTINGS)) {
      WebPort web = grid.web();
      List<String> things = things(web);
      grid.servers().forEach(server -> server.misbehave(Faults.stall()));

      for (String thing : things) {
        WebPort.Answer answer = web.get(thing);
        assertThat(answer.status()).as(answer.text()).isEqualTo(503);
        assertThat(answer.text()).contains(grid.servers().stream().map(TestServer::name).toList());
      }
    }
  }

  @Test
  void whereTheSlowOnesCouldNotHaveEnough_theLossIsTold(@TempDir Path directory) {
    try (TestGrid grid = TestGrid.start(directory, 3, SETTINGS)) {
      String cap = grid.web().put(FILE);
      for (int i = 0; i < 2; i++) grid.server(i).stop();
      grid.server(2).misbehave(Faults.stall());

      assertThat(grid.web().read(cap).status()).isEqualTo(410);
    }
  }

  private static List<String> things(WebPort web) {
    String directory = WebPort.path(web.send("POST", "/uri?t=mkdir", new byte[0]).text());
    String mutable = WebPort.path(web.send("PUT", "/uri?format=mdmf", FILE).text());
    return List.of(WebPort.path(web.put(FILE)), mutable, directory + "?t=json");
  }
}
