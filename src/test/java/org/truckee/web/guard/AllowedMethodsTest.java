package org.truckee.web.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.http.WebPort;

/** Answers that say that a method is not allowed tell which ones are. */
class AllowedMethodsTest {
  @TempDir static Path directory;
  private static TestGrid grid;

  @BeforeAll
  static void start() {
    grid = TestGrid.start(directory, 1, GatewaySettings.encoding(1, 1, 1));
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  private static WebPort.Answer send(String method, String path) {
    return grid.web().send(method, path, new byte[0]);
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /, 'GET, HEAD'",
    "DELETE, /statistics, 'GET, HEAD, POST'",
    "PUT, /provisioning, 'GET, HEAD'",
    "DELETE, /operations/x, 'GET, HEAD, POST'",
    "PUT, /status/, 'GET, HEAD'",
    "GET, /servers, POST",
    "PUT, /uri/URI:LIT:nbswy3dp, 'GET, HEAD, POST, DELETE'"
  })
  void theOthers_areTold(String method, String path, String allowed) {
    WebPort.Answer answer = send(method, path);
    assertThat(answer.status()).as(answer.text()).isEqualTo(405);
    assertThat(answer.header("Allow")).isEqualTo(allowed);
  }

  @Test
  void otherAnswers_tellNone() {
    assertThat(send("GET", "/nothing").header("Allow")).isEmpty();
    assertThat(send("GET", "/").header("Allow")).isEmpty();
  }
}
