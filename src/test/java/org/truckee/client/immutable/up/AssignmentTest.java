package org.truckee.client.immutable.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truckee.client.server.StorageServer;
import org.truckee.testing.grid.QuietServers;

/** Shares on servers, of which each stands for one digit: digit n is the server of share n. */
class AssignmentTest {
  private static final QuietServers SERVERS = new QuietServers(4);

  @AfterAll
  static void closeServers() {
    SERVERS.close();
  }

  private static Assignment assignment(String digits) {
    SortedMap<Integer, StorageServer> servers = new TreeMap<>();
    for (int share = 0; share < digits.length(); share++)
      servers.put(share, SERVERS.get(digits.charAt(share) - '0'));
    return new Assignment(servers, Map.of(SERVERS.get(0), Set.of(0)), Map.of());
  }

  @ParameterizedTest(name = "{0}: {1}, with shares {2} alone {3}")
  @CsvSource({"0123,4,01,2", "0000,1,0123,1", "0011,2,01,1", "0101,2,02,1", "0,1,'',0"})
  void sharesAreAsSafe_asServersHaveThem(String digits, int happiness, String left, int rest) {
    Set<Integer> shares = new TreeSet<>();
    left.chars().forEach(share -> shares.add(share - '0'));
    assertThat(assignment(digits).happiness()).isEqualTo(happiness);
    assertThat(assignment(digits).happinessOf(shares)).isEqualTo(rest);
  }

  @ParameterizedTest(name = "{0}: share {1} is new: {2}")
  @CsvSource({"01,0,false", "01,1,true", "10,0,true", "00,1,true"})
  void aShareIsNew_whereItsServerHasItNot(String digits, int share, boolean isNew) {
    assertThat(assignment(digits).isNew(share)).isEqualTo(isNew);
  }
}
