package org.truckee.web.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.crypto.StorageIndex;
import org.truckee.testing.Waiting;
import org.truckee.testing.http.WebPort;
import org.truckee.web.AdminService;
import org.truckee.web.WebServer;
import org.truckee.web.monitor.NodeHealth;

/** The trash of a storage server opens to the token, and to orders that can be understood. */
class TrashRoutesTest {
  private static final String TRASH = "/private/storage/trash";
  private static final String[] TOKEN = {"Authorization", "tahoe-lafs the token"};
  private static final String FILE = "hexmwow5xwdnrqgqz5ihwtq7vi";

  private final Vertx vertx = Vertx.vertx();
  private final List<String> orders = new ArrayList<>();
  private boolean broken;
  private WebPort port;

  /** A server that has 3 shares of every file, and notes what it is told to do. */
  private final class Noting implements OwnStorage {
    @Override
    public Future<Map<String, Object>> figures() {
      Map<String, ?> history = Map.of("1", Map.of("corrupt-shares", List.of(List.of(FILE, 0))));
      return Future.succeededFuture(
          Map.of(
              "stats",
              Map.of("storage_server.allocated", 5),
              "lease-checker",
              Map.of("history", history)));
    }

    @Override
    public Future<Map<String, Object>> stats() {
      Map<String, Object> stats = new HashMap<>();
      stats.put("storage_server.latencies.add-lease.mean", null);
      stats.put("storage_server.allocated", 5);
      return Future.succeededFuture(stats);
    }

    @Override
    public Map<String, Long> counters() {
      return Map.of("storage_server.read", 7L);
    }

    @Override
    public Future<List<Map<String, Object>>> trash() {
      return Future.succeededFuture(List.of(Map.of("date", "2026-01-31")));
    }

    @Override
    public Future<Long> undelete(StorageIndex storageIndex) {
      orders.add("undelete " + storageIndex);
      return broken
          ? Future.failedFuture(new GridException(GridException.Kind.NO_SPACE, "the disk is full"))
          : Future.succeededFuture(3L);
    }

    @Override
    public Future<Long> undeleteSince(LocalDate first) {
      orders.add("since " + first);
      return Future.succeededFuture(4L);
    }
  }

  /** A node without figures that has no trouble. */
  private static final class Healthy implements NodeHealth {
    @Override
    public Future<Map<String, Object>> state() {
      return Future.succeededFuture(Map.of());
    }

    @Override
    public Future<String> metrics() {
      return Future.succeededFuture("");
    }

    @Override
    public Future<List<String>> defects() {
      return Future.succeededFuture(List.of());
    }

    @Override
    public Future<List<String>> troubles() {
      return Future.succeededFuture(List.of());
    }
  }

  @BeforeEach
  void start() {
    Secret token = new Secret(Bytes.utf8("the token"));
    AdminService admin =
        new AdminService(
            new Healthy(), Optional.of(new Noting()), "n", "truckee/1", token, new Random(1));
    HttpServer server = WebServer.of(vertx, admin.router(vertx));
    Waiting.of(server.listen(0, "127.0.0.1"));
    port = new WebPort(URI.create("http://127.0.0.1:" + server.actualPort() + "/"));
  }

  @AfterEach
  void stop() {
    Waiting.of(vertx.close());
  }

  private WebPort.Answer post(String query, String... headers) {
    return port.send("POST", TRASH + query, new byte[0], headers);
  }

  @Test
  void sharesComeBack_ofAFile_orSinceADay() {
    assertThat(port.get(TRASH, TOKEN).text()).contains("\"date\": \"2026-01-31\"");
    assertThat(post("?t=undelete&storage-index=" + FILE, TOKEN).text())
        .isEqualTo("{\n \"restored\": 3\n}\n");
    assertThat(post("?t=undelete&since=2026-01-31", TOKEN).text()).contains("\"restored\": 4");
    assertThat(orders).containsExactly("undelete " + FILE, "since 2026-01-31");
  }

  @ParameterizedTest
  @CsvSource({
    "'', t=undelete",
    "?t=delete, t=undelete",
    "?t=undelete, storage-index=",
    "?t=undelete&storage-index=aaaaaaaaaaaaaaaaaaaaaaaaaa&since=2026-01-31, storage-index=",
    "?t=undelete&storage-index=../../etc/passwd, 26 characters",
    "?t=undelete&storage-index=HEXMWOW5XWDNRQGQZ5IHWTQ7VI, 26 characters",
    "?t=undelete&since=yesterday, a date such as",
    "?t=undelete&since=2026-02-30, a date such as"
  })
  void anOrderThatMakesNoSense_isRefused(String query, String reason) {
    WebPort.Answer answer = post(query, TOKEN);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains(reason);
    assertThat(orders).isEmpty();
  }

  @Test
  void aRequestWithoutTheToken_isRefused() {
    String order = "?t=undelete&since=2026-01-31";
    assertThat(post(order).status()).isEqualTo(401);
    assertThat(post(order, "Authorization", "tahoe-lafs another").status()).isEqualTo(401);
    assertThat(post(order, "Authorization", TOKEN[1], "Origin", "http://evil.example").status())
        .isEqualTo(403);
    assertThat(port.get(TRASH).status()).isEqualTo(401);
    assertThat(orders).isEmpty();
  }

  @Test
  void aFailure_isToldAsOne() {
    broken = true;
    WebPort.Answer answer = post("?t=undelete&storage-index=" + FILE, TOKEN);

    assertThat(answer.status()).isEqualTo(507);
    assertThat(answer.text()).contains("the disk is full");
  }

  @Test
  void monitors_areToldTheFiguresOfTheServer() {
    assertThat(port.get("/statistics?t=openmetrics").text())
        .isEqualTo(
            """
            tahoe_counters_storage_server_read 7
            tahoe_stats_storage_server_allocated 5
            tahoe_stats_storage_server_latencies_add_lease_mean NaN
            # EOF
            """);
    assertThat(port.get("/statistics?t=json").text())
        .contains("\"storage_server.read\": 7", "\"storage_server.allocated\": 5");
    assertThat(port.get("/statistics").header("location")).isEqualTo("./storage");
    assertThat(port.get("/statistics?t=json", "Via", "1.1 proxy").status()).isEqualTo(200);
  }

  @Test
  void numbersAreForAll_andStorageIndexesForTheOwner() {
    assertThat(port.get("/storage?t=json").text()).contains(FILE);
    assertThat(port.get("/private/storage?t=json", TOKEN).text()).contains(FILE);
    assertThat(port.get("/storage?t=json", "Via", "1.1 proxy").text())
        .contains("\"storage_server.allocated\": 5", "\"corrupt-shares\": []")
        .doesNotContain(FILE);
  }
}
