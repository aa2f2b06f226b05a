package org.truckee.web.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.testing.grid.AdmittingPort;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.http.WebPort;
import org.truckee.web.request.Arguments;

/** The rows of the API's table that store something on the grid, which strangers pay for. */
class StoringRowsTest {
  private static final GatewaySettings ONE = GatewaySettings.encoding(1, 1, 1);

  /** The arguments without which a row refuses its request at once. */
  private static final Map<String, String> ARGUMENTS =
      Map.of(
          "name",
          "a",
          "from_name",
          "a",
          "to_name",
          "b",
          "uri",
          "URI%3ALIT%3A",
          "entry",
          "1",
          "at",
          "2026-01-01",
          "ophandle",
          "1");

  private static boolean stores(Endpoint<?> row, String... flags) {
    List<String> said = List.of(flags);
    return row.asked()
        .stores()
        .test(Arguments.of(name -> Optional.of("true").filter(yes -> said.contains(name))));
  }

  private static String name(Endpoint<?> row) {
    Asked asked = row.asked();
    return asked.method() + " " + asked.target() + " " + String.join(",", asked.names());
  }

  @Test
  void whatOnlyReads_storesNothing() {
    assertThat(ApiTable.ROWS.stream().filter(row -> row.asked().method().equals(HttpMethod.GET)))
        .noneMatch(row -> stores(row));
  }

  @Test
  void everyOtherRow_stores_butThoseThatAskWithoutAChange() {
    assertThat(
            ApiTable.ROWS.stream()
                .filter(row -> !row.asked().method().equals(HttpMethod.GET))
                .filter(row -> !stores(row))
                .map(StoringRowsTest::name))
        .containsExactly(
            "POST FILE check",
            "PUT DIRECTORY mkdir",
            "POST DIRECTORY check",
            "POST DIRECTORY start-manifest",
            "POST DIRECTORY start-deep-size",
            "POST DIRECTORY start-deep-stats",
            "POST DIRECTORY start-deep-check",
            "POST DIRECTORY stream-manifest",
            "POST DIRECTORY stream-deep-check");
  }

  @Test
  void aCheck_stores_ifItRepairsOrRenewsLeases() {
    List<Endpoint<?>> checks =
        ApiTable.ROWS.stream()
            .filter(row -> row.asked().takes().contains("repair"))
            .<Endpoint<?>>map(row -> row)
            .toList();
    assertThat(checks).hasSize(4);
    for (Endpoint<?> check : checks) {
      assertThat(stores(check, "repair")).as(name(check)).isTrue();
      assertThat(stores(check, "add-lease")).as(name(check)).isTrue();
      assertThat(stores(check, "verify", "force")).as(name(check)).isFalse();
    }
  }

  @Test
  void aStrangerWithoutAdmission_isRefusedByEachOfThem_andByNoOther(@TempDir Path directory) {
    try (TestGrid grid = TestGrid.start(directory, 1, ONE);
        AdmittingPort port =
            new AdmittingPort(grid, ONE, directory.resolve("admission.sqlite"), 4)) {
      String folder = WebPort.path(grid.web().send("POST", "/uri?t=mkdir", new byte[0]).text());
      byte[] text = "a file that can change".getBytes(StandardCharsets.UTF_8);
      String file = WebPort.path(grid.web().send("PUT", "/uri?format=sdmf", text).text());
      Map<Target, String> places =
          Map.of(
              Target.UNLINKED,
              "/uri",
              Target.NAME,
              folder + "/a",
              Target.FILE,
              file,
              Target.DIRECTORY,
              folder);
      for (Endpoint<?> row : ApiTable.ROWS) {
        if (row.asked().method().equals(HttpMethod.GET)) continue;
        String path = places.get(row.asked().target()) + query(row.asked());
        WebPort.Answer answer = port.web().send(row.asked().method().name(), path, text);
        boolean refused = answer.header("Link").contains("payment");
        assertThat(refused).as("%s: %s", name(row), answer.text()).isEqualTo(stores(row));
        assertThat(answer.status() == 403).as(name(row)).isEqualTo(refused);
      }
    }
  }

  private static String query(Asked asked) {
    StringBuilder query = new StringBuilder("?t=" + asked.names().stream().findFirst().orElse(""));
    for (String argument : asked.takes())
      if (ARGUMENTS.containsKey(argument))
        query.append('&').append(argument).append('=').append(ARGUMENTS.get(argument));
    return query.toString();
  }
}
