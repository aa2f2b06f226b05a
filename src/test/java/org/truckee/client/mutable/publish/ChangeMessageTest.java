package org.truckee.client.mutable.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truckee.bytes.Bytes;
import org.truckee.testing.grid.QuietServers;

class ChangeMessageTest {
  private static final QuietServers SERVERS = new QuietServers(3);

  @AfterAll
  static void closeServers() {
    SERVERS.close();
  }

  @ParameterizedTest(name = "shares of {1} MiB at servers {0}: {2}")
  @CsvSource({
    "012,1,0:[0] 1:[1] 2:[2]",
    "000,1,'0:[0, 1, 2]'",
    "010,1,'0:[0, 2] 1:[1]'",
    "0000,3,'0:[0, 1] 0:[2, 3]'",
    "000,9,0:[0] 0:[1] 0:[2]",
    "'',1,''"
  })
  void sharesOfOneServerGoTogether_asLongAsTheyAreSmall(
      String digits, int mebibytes, String messages) {
    List<ShareTarget> targets = new ArrayList<>();
    Map<Integer, ShareContent> contents = new HashMap<>();
    for (int share = 0; share < digits.length(); share++) {
      targets.add(new ShareTarget(SERVERS.get(digits.charAt(share) - '0'), share, Bytes.EMPTY));
      contents.put(share, ShareContent.whole(Bytes.wrap(new byte[mebibytes << 20])));
    }
    assertThat(
            ChangeMessage.of(targets, contents).stream()
                .map(
                    message -> SERVERS.indexOf(message.server()) + ":" + message.changes().keySet())
                .collect(Collectors.joining(" ")))
        .isEqualTo(messages);
  }
}
