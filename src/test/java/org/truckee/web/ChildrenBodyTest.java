package org.truckee.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.http.WebPort;

/** A list of children, which is sent as a body of its own whatever its type is said to be. */
class ChildrenBodyTest {
  private static final String CHILDREN =
      "{\"a\": [\"filenode\", {\"ro_uri\": \"URI:LIT:nbswy3dp\"}]}";

  private static TestGrid grid;

  @BeforeAll
  static void start(@TempDir Path directory) {
    grid = TestGrid.start(directory, 3, GatewaySettings.encoding(2, 2, 3));
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/x-www-form-urlencoded", "application/json", "text/plain"})
  void children_areTakenFromABodyOfAnyType(String type) {
    String made = post("/uri?t=mkdir-with-children", CHILDREN, type);
    assertThat(list(made)).contains("\"a\"");

    String empty = post("/uri?t=mkdir", "", type);
    post(WebPort.path(empty) + "?t=set_children", CHILDREN, type);
    assertThat(list(empty)).contains("\"a\"");
  }

  private static String list(String directory) {
    return grid.web().get(WebPort.path(directory) + "?t=json").text();
  }

  private static String post(String path, String body, String type) {
    WebPort.Answer answer =
        grid.web().send("POST", path, body.getBytes(StandardCharsets.UTF_8), "Content-Type", type);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.text();
  }
}
