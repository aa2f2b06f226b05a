package org.truckee.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truckee.mutable.FileKeyPair;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.http.WebPort;
import org.truckee.testing.known.TestKeys;

/** A file whose key pair its maker chose is made once, also where servers would take another. */
class GivenKeysTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST | /uri?t=mkdir",
        "POST | /uri?t=mkdir&format=mdmf",
        "POST | /uri?t=mkdir-with-children",
        "PUT  | /uri?format=sdmf",
        "PUT  | /uri?format=mdmf",
        "PUT  | /uri?mutable=true",
      })
  void aFileThatIsThere_staysAsItIs(String method, String path, @TempDir Path home) {
    FileKeyPair keys = TestKeys.next().result();
    String key = Base64.getUrlEncoder().encodeToString(keys.pkcs8().bytes().toArray());
    String child = "{\"first\": [\"filenode\", {\"ro_uri\": \"URI:LIT:pa\"}]}";
    try (TestGrid grid = TestGrid.start(home, 5, GatewaySettings.encoding(1, 1, 1))) {
      byte[] body = child.getBytes(StandardCharsets.UTF_8);
      String there =
          grid.web().send("POST", "/uri?t=mkdir-with-children&private-key=" + key, body).text();

      byte[] again =
          path.contains("with-children") ? "{}".getBytes(StandardCharsets.UTF_8) : new byte[0];
      WebPort.Answer second = grid.web().send(method, path + "&private-key=" + key, again);

      assertThat(second.status()).as(second.text()).isEqualTo(409);
      assertThat(second.text()).contains("there is a file of this key pair already");
      assertThat(grid.web().get("/uri/" + there + "?t=json").text()).contains("first");
      assertThat(
              grid.web().send("POST", "/uri/" + there + "?t=check&output=JSON", new byte[0]).text())
          .contains("\"count-recoverable-versions\": 1");
    }
  }
}
