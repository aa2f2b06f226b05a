package org.truckee.web.browser;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.List;
import org.truckee.testing.grid.TestGrid;
import org.truckee.testing.http.WebPort;
import org.truckee.web.board.Board;
import org.truckee.web.board.BoardSettings;

/** A board of a grid, at a web port of its own, with the figures of one round. */
final class ShownBoard implements AutoCloseable {
  private final TestGrid grid;
  private final Board board;
  private final WebPort web;

  ShownBoard(TestGrid grid, Path file) {
    this.grid = grid;
    board = grid.run(() -> Future.succeededFuture(made(grid, file)));
    grid.run(board::recall);
    grid.run(board::collect);
    web = grid.gateway().web(board);
  }

  private static Board made(TestGrid grid, Path file) {
    return new Board(
        grid.vertx(),
        grid.clock(),
        new BoardSettings(List.of()),
        List.of(),
        grid.gateway().gateway(),
        file);
  }

  /** The port that shows it. */
  WebPort web() {
    return web;
  }

  @Override
  public void close() {
    grid.run(board::close);
  }
}
