package org.truckee.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerLineTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Connected     | false | null | answers          s1               v0-a  host:1",
        "Not connected | false | null | does not answer  s1               v0-a  host:1",
        "Connected     | true  | {\"reason\":\"too slow\",\"at\":9,\"since\":5} | since [0-9: -]+: too slow",
        "Connected     | false | {\"reason\":\"too slow\",\"at\":9,\"since\":5} | last failed [0-9: -]+: too slow",
        "Not connected | false | {\"reason\":\"refused\",\"at\":9,\"since\":5}  | does not answer .* since [0-9: -]+: refused",
      })
  void aServer_isToldAsItIs(String connection, boolean suspected, String failure, String line)
      throws IOException {
    String json =
        """
        {"connection_status": "%s", "suspected": %s, "nickname": "s1", "nodeid": "v0-a",
         "address": "host:1", "last_failure": %s}
        """
            .formatted(connection, suspected, failure);
    assertThat(new ServerLine(new ObjectMapper().readTree(json)).text()).containsPattern(line);
  }
}
