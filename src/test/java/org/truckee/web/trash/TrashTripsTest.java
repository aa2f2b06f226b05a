package org.truckee.web.trash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.truckee.cap.Capability;
import org.truckee.testing.grid.GatewaySettings;
import org.truckee.testing.grid.RoundTrips;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.grid.TestServer;
import org.truckee.testing.http.WebPort;

/** How often a request waits for its servers in a directory of a grid drive, and in another one. */
@Tag("slow")
class TrashTripsTest {
  private static final String OLD = DriveOfTests.cap("n5wgi");
  private static final String NEW = DriveOfTests.cap("nzsxo");

  private static final int TIMES = 12;

  /** The look at the trash, and the change of it. */
  private static final int ONE_CHANGE = 2;

  private static TestGrid grid;
  private static RoundTrips trips;
  private static DriveOfTests bare;
  private static DriveOfTests kept;

  /** A request that takes something away without having looked at it. */
  enum Operation {
    UNLINK("?t=unlink&name=old#", ""),
    SET_CHILDREN("?t=set_children", "{" + DriveOfTests.pair("old#", NEW) + "}"),
    RENAME_OVER("?t=rename&from_name=new#&to_name=old#", "");

    final String query;
    final String body;

    Operation(String query, String body) {
      this.query = query;
      this.body = body;
    }
  }

  @BeforeAll
  static void start(@TempDir Path directory) {
    grid = TestGrid.start(directory, 1, GatewaySettings.encoding(1, 1, 1));
    bare = new DriveOfTests(grid.web(), WebPort.path(newDirectory()));
    String drive = newDirectory();
    grid.gateway().addDrive(Capability.parse(drive));
    kept = new DriveOfTests(grid.web(), WebPort.path(drive));
    kept.link("/first", OLD);
    kept.send("DELETE", "/first", "");
    trips = new RoundTrips(grid.vertx(), grid.gateway());
    for (TestServer server : grid.servers()) server.misbehave(trips);
  }

  private static String newDirectory() {
    return grid.web().send("POST", "/uri?t=mkdir", new byte[0]).text().strip();
  }

  @AfterAll
  static void stop() {
    grid.servers().forEach(TestServer::behave);
    grid.close();
  }

  @ParameterizedTest
  @EnumSource(Operation.class)
  void whatTakesAway_costsOneChangeMore_andNoLook(Operation operation) {
    int usual = least(bare, operation, 0);
    assertThat(least(kept, operation, usual + ONE_CHANGE))
        .as(trips::lastRequests)
        .isLessThanOrEqualTo(usual + ONE_CHANGE);
  }

  private static int least(DriveOfTests drive, Operation operation, int expected) {
    Map<String, String> children = new TreeMap<>();
    for (int i = 0; i < TIMES; i++) children.putAll(Map.of("old" + i, OLD, "new" + i, NEW));
    drive.set("/", children);
    AtomicInteger next = new AtomicInteger();
    return trips.least(
        expected,
        () -> {
          String number = Integer.toString(next.getAndIncrement());
          String query = operation.query.replace("#", number);
          String body = operation.body.replace("#", number);
          assertThat(drive.send("POST", "/" + query, body)).isEqualTo(200);
        });
  }
}
