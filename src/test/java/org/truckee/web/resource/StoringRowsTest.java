package org.truckee.web.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.truckee.web.request.Arguments;

/** The rows of the API's table that store something on the grid. */
class StoringRowsTest {
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
}
