package org.truckee.web.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.truckee.web.board.AdminStand.says;
import static org.truckee.web.board.AdminStand.telling;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.testing.Waiting;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.http.WebPort;

/** A board beside a real gateway, of nodes that tell the truth, lie, stall, or are not there. */
class BoardTest {
  /** Longer than any machine stands still. */
  private static final long PATIENCE_MILLIS = 60_000;

  private static final long SHORT_MILLIS = 300;
  private static final double GIB = 1 << 30;
  private static final Consumer<HttpServerRequest> HONEST =
      telling(100, 5 * GIB, 100 * GIB, 90 * GIB);

  @TempDir static Path home;
  private static TestGrid grid;
  private static int number;

  @BeforeAll
  static void start() {
    grid = TestGrid.start(home.resolve("grid"), 3);
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  private static List<AdminStand> stands(int count) {
    List<AdminStand> stands = new ArrayList<>();
    for (int i = 0; i < count; i++) stands.add(new AdminStand(grid.vertx(), HONEST));
    return stands;
  }

  private static Board board(Path file, List<BoardNode> nodes) {
    return board(file, new BoardSettings(nodes, PATIENCE_MILLIS));
  }

  private static Board board(Path file, BoardSettings settings) {
    Board board =
        grid.run(
            () ->
                Future.succeededFuture(
                    new Board(
                        grid.vertx(),
                        grid.clock(),
                        settings,
                        List.of(),
                        grid.gateway().gateway(),
                        file)));
    grid.run(board::recall);
    return board;
  }

  private static Path file() {
    return home.resolve("board" + number++);
  }

  private static List<BoardNode> nodes(List<AdminStand> stands) {
    return stands.stream().map(stand -> stand.node(BoardNode.Kind.STORAGE)).toList();
  }

  private static JsonNode json(WebPort web, String span) {
    WebPort.Answer answer = web.get("/board?t=json&span=" + span);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.header("content-type")).startsWith("application/json");
    try {
      return new ObjectMapper().readTree(answer.text());
    } catch (IOException e) {
      throw new AssertionError(answer.text(), e);
    }
  }

  private static void end(Board board, List<AdminStand> stands) {
    grid.run(board::close);
    stands.forEach(AdminStand::close);
  }

  @Test
  void honestNodes_makeTheFigures_whichArePublic() {
    List<AdminStand> stands = stands(10);
    AdminStand tables =
        new AdminStand(grid.vertx(), says("truckee_vdrive_directories{database=\"own\"} 7.0\n"));
    List<BoardNode> nodes = new ArrayList<>(nodes(stands));
    nodes.add(tables.node(BoardNode.Kind.VDRIVE));
    stands.add(tables);
    Board board = board(file(), nodes);
    WebPort web = grid.gateway().web(board);
    assertThat(json(web, "day").at("/time").isNull()).isTrue();
    assertThat(web.get("/board").text()).contains("The first ones are being asked for.");

    grid.run(board::collect);
    JsonNode told = json(web, "day");
    assertThat(told.at("/figures/files").asLong()).isEqualTo(100);
    assertThat(told.at("/figures/servers").asLong()).isEqualTo(3);
    assertThat(told.at("/figures/directories").asLong()).isEqualTo(7);
    assertThat(told.at("/figures/bytes_stored").asLong()).isEqualTo(50L << 30);
    assertThat(told.at("/figures/bytes_of_disks").asLong()).isEqualTo(1000L << 30);
    assertThat(told.at("/figures/visitors").isNull()).isTrue();
    assertThat(told.at("/steps/files")).hasSize(288);
    assertThat(told.at("/steps/files/287").asLong()).isEqualTo(100);
    assertThat(told.at("/steps/files/286").isNull()).isTrue();
    assertThat(json(web, "month").at("/steps/files")).hasSize(744);
    assertThat(json(web, "year").at("/step").asLong()).isEqualTo(86_400);
    String page = web.get("/board?span=year", "Accept", "text/html").text();
    assertThat(page)
        .contains("Storage server 10", "50.0 GiB", "role=\"img\" aria-label=\"Files: 100 to 100")
        .doesNotContain("127.0.0.1:" + stands.get(0).address().getPort());
    assertThat(web.get("/", "Accept", "text/html").text())
        .contains("<a href=\"./board\">Board</a>");
    assertThat(web.get("/board?span=week").status()).isEqualTo(400);
    assertThat(web.get("/board?span=week").text()).contains("span= must be day, month or year");
    assertThat(grid.web().get("/board").status()).isEqualTo(404);
    end(board, stands);
  }

  private static List<Consumer<HttpServerRequest>> lies() {
    return List.of(
        telling(1e12, 1e18, 1e18, 1e18),
        telling(-5, Double.NaN, Double.POSITIVE_INFINITY, 1e300),
        says("truckee_storage_files " + "9".repeat(5000) + "\n"),
        says("no figures at all"),
        request -> request.response().setStatusCode(500).end("truckee_storage_files 3\n"),
        request ->
            request.response().setStatusCode(302).putHeader("Location", "http://127.0.0.1/").end(),
        request -> request.response().end("truckee_x 1\n".repeat(BoardQuestions.LONGEST / 10)),
        request -> request.connection().close());
  }

  @Test
  void oneLiar_stopsNothing_andMovesLittle() {
    List<AdminStand> stands = stands(6);
    Board board = board(file(), nodes(stands));
    WebPort web = grid.gateway().web(board);
    for (Consumer<HttpServerRequest> lie : lies()) {
      stands.get(2).now(lie);
      grid.run(board::collect);
      JsonNode told = json(web, "day");
      String shown = told.at("/sources/2").toString();
      assertThat(told.at("/figures/files").asLong()).as(shown).isBetween(100L, 200L);
      assertThat(told.at("/figures/bytes_stored").asLong())
          .as(shown)
          .isBetween(25L << 30, 75L << 30);
      assertThat(told.at("/figures/bytes_of_disks").asLong())
          .as(shown)
          .isBetween(500L << 30, 1500L << 30);
    }
    stands.get(2).now(telling(100, 1e18, 100 * GIB, 90 * GIB));
    grid.run(board::collect);
    assertThat(web.get("/board", "Accept", "text/html").text())
        .contains("888.2 PiB of shares", "<td>only 50.0 GiB of shares</td>");
    end(board, stands);
  }

  /** Where the machine stands still for as long, the others have to be asked once more. */
  @Test
  void aNodeThatStalls_costsItsTime_andItsFigures() {
    List<AdminStand> stands = stands(4);
    stands
        .get(0)
        .now(request -> request.response().setChunked(true).write("truckee_storage_files 3\n"));
    Board board = board(file(), new BoardSettings(nodes(stands), SHORT_MILLIS));
    WebPort web = grid.gateway().web(board);
    Waiting.until(
        () -> {
          grid.run(board::collect);
          JsonNode told = json(web, "day");
          assertThat(told.at("/sources/0/state").asText()).isEqualTo("does not answer");
          assertThat(told.at("/figures/bytes_stored").asLong()).isEqualTo(15L << 30);
        });
    end(board, stands);
  }

  @Test
  void aNodeThatStopped_isAway_untilItIsBack_andTheTimeBetweenIsKnownForTheOthers() {
    List<AdminStand> stands = stands(4);
    Board board = board(file(), nodes(stands));
    WebPort web = grid.gateway().web(board);
    stands.get(1).now(request -> request.connection().close());
    grid.run(board::collect);
    JsonNode without = json(web, "day");
    assertThat(without.at("/sources/1/state").asText()).isEqualTo("does not answer");
    assertThat(without.at("/figures/files").asLong()).isEqualTo(100);
    assertThat(without.at("/figures/bytes_stored").asLong()).isEqualTo(15L << 30);
    stands.get(1).now(HONEST);
    grid.run(board::collect);
    assertThat(json(web, "day").at("/sources/1/state").asText()).isEqualTo("answers");
    assertThat(json(web, "day").at("/figures/bytes_stored").asLong()).isEqualTo(20L << 30);
    end(board, stands);
  }

  @Test
  void aRestart_leavesAGap_andKeepsThePast() {
    Path file = file();
    List<AdminStand> stands = stands(3);
    Board first = board(file, nodes(stands));
    grid.run(first::collect);
    grid.run(first::close);
    grid.clock().advance(Duration.ofMinutes(20));
    Board second = board(file, nodes(stands));
    grid.run(second::collect);
    JsonNode files = json(grid.gateway().web(second), "day").at("/steps/files");
    assertThat(files.get(283).asLong()).isEqualTo(100);
    for (int i = 284; i < 287; i++) assertThat(files.get(i).isNull()).isTrue();
    assertThat(files.get(287).asLong()).isEqualTo(100);
    end(second, stands);
  }

  @Test
  void aRoundThatTakesLong_isNotBegunTwice() {
    List<AdminStand> stands = stands(40);
    stands.forEach(stand -> stand.now(request -> request.response().setChunked(true).write("a")));
    Board board = board(file(), new BoardSettings(nodes(stands), SHORT_MILLIS));
    grid.run(
        () -> {
          Future<Void> one = board.collect();
          assertThat(board.collect()).isSameAs(one);
          return one;
        });
    assertThat(stands.stream().mapToInt(AdminStand::asked)).allMatch(times -> times <= 1);
    assertThat(json(grid.gateway().web(board), "day").at("/figures/files").isNull()).isTrue();
    end(board, stands);
  }
}
