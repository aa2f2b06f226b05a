package org.truckee.web.strangers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.http.WebPort;

/**
 * Requests with a long body that nobody needs: each is answered in words, and its connection serves
 * the next one.
 */
class UnreadBodiesTest {
  private static final int LONG = 16 << 20;

  private static TestGrid grid;
  private static String directory;
  private static String file;

  @BeforeAll
  static void start(@TempDir Path root) {
    grid = TestGrid.start(root, 1, GatewaySettings.encoding(1, 1, 1));
    directory = WebPort.path(grid.web().send("POST", "/uri?t=mkdir", new byte[0]).text().strip());
    file =
        WebPort.path(
            grid.web()
                .put(
                    "contents of a file that is there".repeat(9).getBytes(StandardCharsets.UTF_8)));
    grid.web().send("PUT", directory + "/child", new byte[100]);
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST DIR?t=mkdir-with-children",
        "POST DIR?t=mkdir-immutable",
        "POST DIR?t=mkdir-with-children&name=x",
        "POST DIR?t=mkdir&name=made",
        "POST DIR/made/more?t=mkdir",
        "POST DIR/made/else?t=mkdir-with-children",
        "POST DIR?t=set_children",
        "POST DIR?t=check",
        "POST DIR?t=check&output=json",
        "POST DIR?t=stream-manifest",
        "POST DIR?t=stream-deep-check",
        "POST DIR?t=start-deep-stats&ophandle=an-operation-of-this-test",
        "POST DIR?t=rename&from_name=none&to_name=x",
        "POST DIR?t=unlink&name=none",
        "POST DIR?t=uri&name=linked&uri=URI:LIT:me",
        "POST DIR?t=nonsense",
        "POST DIR/none?t=check",
        "POST DIR?t=upload",
        "POST FILE?t=check",
        "POST FILE?t=nonsense",
        "POST FILE?t=upload",
        "POST /uri?t=mkdir",
        "POST /uri?t=mkdir&name=x",
        "POST /uri?t=mkdir-with-children",
        "POST /uri?t=nonsense",
        "POST /uri/nonsense?t=check",
        "POST /operations/none?t=cancel",
        "POST /nowhere",
        "PUT DIR/put?t=mkdir",
        "PUT DIR/child?t=uri",
        "PUT FILE",
        "PUT DIR/child/none",
        "PUT /uri/nonsense",
        "PUT /uri?t=mkdir",
        "PUT /uri?t=nonsense",
        "PUT /uri?format=nonsense",
        "DELETE DIR/none",
        "DELETE DIR/child",
        "DELETE DIR",
        "GET FILE",
        "GET DIR?t=json",
        "GET /",
        "GET /statistics",
        "PATCH /uri",
        "OPTIONS FILE"
      })
  void anAnswer_comesWhateverIsSent(String line) throws Exception {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    String path =
        line.substring(line.indexOf(' ') + 1).replace("DIR", directory).replace("FILE", file);
    HttpRequest request =
        HttpRequest.newBuilder(grid.web().address().resolve(path))
            .timeout(Duration.ofSeconds(20))
            .method(
                line.substring(0, line.indexOf(' ')), BodyPublishers.ofByteArray(new byte[LONG]))
            .build();

    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());

    assertThat(answer.statusCode()).as(answer.body()).isNotEqualTo(500);
    HttpRequest next = HttpRequest.newBuilder(grid.web().address().resolve(file)).build();
    assertThat(client.send(next, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }
}
