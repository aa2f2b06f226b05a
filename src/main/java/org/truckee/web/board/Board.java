package org.truckee.web.board;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.FailureText;
import org.truckee.client.Gateway;
import org.truckee.platform.BlockingWork;
import org.truckee.platform.ContextBound;
import org.truckee.platform.Timers;
import org.truckee.protocol.announcement.Nurl;
import org.truckee.web.http.SafeHeaders;
import org.truckee.web.monitor.Reading;
import org.truckee.web.page.Pages;
import org.truckee.web.request.Arguments;

/**
 * The public board of a grid. It asks its nodes once a minute, one round after the other, and shows
 * everybody the figures of the last round and of the time before. Event loop only, but for {@link
 * #mount}.
 */
public final class Board {
  private static final Logger LOG = LoggerFactory.getLogger(Board.class);
  private static final long ROUND_MILLIS = TimeUnit.MINUTES.toMillis(1);

  /** The first rounds, in seconds after the start: a gateway gets to know its grid by and by. */
  private static final List<Long> FIRST = List.of(1L, 5L, 20L, 40L);

  private final InstantSource clock;
  private final Gateway gateway;
  private final Path file;
  private final Timers timers;
  private final BlockingWork disk;
  private final BoardQuestions questions;
  private final BoardRound round;

  /** What was made of the last round for those who asked, once for all of them. */
  private volatile Function<BoardSpan, Future<BoardView.Shown>> shown;

  private BoardRings rings;
  private Future<Void> underWay = Future.succeededFuture();
  private final List<Runnable> stopAsking = new ArrayList<>();

  /**
   * A board of the nodes that {@code settings} name, beside the grid that {@code gateway} knows.
   */
  public Board(
      Vertx vertx,
      InstantSource clock,
      BoardSettings settings,
      List<Nurl> introducers,
      Gateway gateway,
      Path file) {
    this.clock = clock;
    this.gateway = gateway;
    this.file = file;
    this.timers = Timers.of(vertx);
    this.disk = BlockingWork.of(vertx);
    this.questions = new BoardQuestions(vertx, settings.patienceMillis());
    this.round =
        new BoardRound(
            settings.nodes(),
            introducers.stream().map(questions::introduction).toList(),
            questions,
            disk);
  }

  /** Reads what is there of earlier times, and begins to ask. */
  public Future<Void> open() {
    return recall().onSuccess(recalled -> start());
  }

  /** Reads what is there of earlier times; asks nobody. */
  public Future<Void> recall() {
    return disk.run(this::read);
  }

  private void read() throws IOException {
    rings = BoardRings.open(file);
    show(new BoardView(Optional.empty(), BoardSample.NONE, List.of()), clock.instant());
  }

  private void start() {
    for (long seconds : FIRST)
      stopAsking.add(timers.in(TimeUnit.SECONDS.toMillis(seconds), this::collect));
    stopAsking.add(timers.every(ROUND_MILLIS, this::collect));
  }

  /** Ends the questions, and closes the file when the round under way is over. */
  public Future<Void> close() {
    stopAsking.forEach(Runnable::run);
    return questions
        .close()
        .transform(closed -> underWay)
        .eventually(() -> rings == null ? Future.succeededFuture() : disk.run(rings::close));
  }

  /** Makes a round, unless one is under way; completes when it is over. */
  public Future<Void> collect() {
    if (!underWay.isComplete()) return underWay;
    underWay =
        round
            .ask()
            .compose(answers -> disk.run(() -> keep(answers)))
            .onFailure(
                failure -> LOG.warn("the board makes no round: {}", FailureText.sentence(failure)));
    return underWay;
  }

  /** Takes the figures of a round in. Blocks. */
  private void keep(BoardRound.Answers answers) {
    Belief belief = new Belief(answers.nodes(), gateway.encoding());
    Map<BoardFigure, Double> figures = new EnumMap<>(BoardFigure.class);
    figures.putAll(belief.figures());
    figures.put(BoardFigure.SERVERS, (double) gateway.servers().reached());
    answers.followers().stream()
        .flatMapToDouble(OptionalDouble::stream)
        .max()
        .ifPresent(most -> figures.put(BoardFigure.GATEWAYS, most));
    BoardSample sample = new BoardSample(figures);
    Instant now = clock.instant();
    try {
      rings.add(now, sample);
    } catch (IOException e) {
      LOG.warn("the board's figures can't be kept: {}", FailureText.sentence(e));
    }
    List<BoardSource> sources = BoardSource.of(answers, belief);
    show(new BoardView(Optional.of(now), sample, sources), now);
  }

  /** Shows {@code view} from now on; each span is made for the first who asks for it. */
  private void show(BoardView view, Instant until) {
    Map<BoardSpan, Future<BoardView.Shown>> made = new ConcurrentHashMap<>();
    shown =
        span -> made.computeIfAbsent(span, first -> disk.ask(() -> view.show(first, until, rings)));
  }

  /** Adds the board to {@code router}, as a page and as JSON. */
  public void mount(Router router, Pages pages) {
    Reading.at(router, "/board").handler(ctx -> show(ctx, pages));
  }

  private void show(RoutingContext ctx, Pages pages) {
    Arguments arguments = Arguments.of(ctx.request());
    BoardSpan span =
        BoardSpan.named(arguments.get("span").orElse(BoardSpan.DAY.key()))
            .orElseThrow(() -> Arguments.bad("span= must be day, month or year"));
    ContextBound.of(shown.apply(span))
        .onSuccess(now -> send(ctx, arguments.t().equals("json"), now, pages))
        .onFailure(ctx::fail);
  }

  private static void send(RoutingContext ctx, boolean json, BoardView.Shown now, Pages pages) {
    if (json)
      SafeHeaders.data(ctx.response())
          .putHeader("Content-Type", "application/json; charset=utf-8")
          .end(now.json());
    else pages.send(ctx, now.page());
  }
}
