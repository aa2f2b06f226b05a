package org.truckee.web.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The past of a board is kept in a file of fixed size, which damage costs no more than it hits. */
class BoardRingsTest {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void name() {
    file = directory.resolve("statistics/board");
  }

  private static BoardSample sample(double servers, double visitors) {
    return new BoardSample(Map.of(BoardFigure.SERVERS, servers, BoardFigure.VISITORS, visitors));
  }

  private static List<OptionalDouble> values(
      BoardRings rings, Instant time, BoardSpan span, BoardFigure figure) {
    return new BoardGraphs(span, time, rings.until(time, span)).values(figure);
  }

  private static long known(BoardRings rings, Instant time, BoardSpan span) {
    return values(rings, time, span, BoardFigure.SERVERS).stream()
        .filter(OptionalDouble::isPresent)
        .count();
  }

  @Test
  void aDay_isThereAfterAKill_withItsMeansAndItsPeaks() throws IOException {
    BoardRings killed = BoardRings.open(file);
    for (int i = 0; i < 288; i++)
      killed.add(START.plusSeconds(300L * i), sample(i < 144 ? 10 : 5, i));
    Instant last = START.plus(Duration.ofDays(1)).minusSeconds(1);
    try (BoardRings rings = BoardRings.open(file)) {
      assertThat(known(rings, last, BoardSpan.DAY)).isEqualTo(288);
      assertThat(known(rings, last, BoardSpan.MONTH)).isEqualTo(24);
      assertThat(values(rings, last, BoardSpan.MONTH, BoardFigure.VISITORS).get(743)).hasValue(287);
      assertThat(values(rings, last, BoardSpan.YEAR, BoardFigure.SERVERS).get(365)).hasValue(7.5);
      assertThat(values(rings, last, BoardSpan.YEAR, BoardFigure.VISITORS).get(365)).hasValue(287);
      assertThat(values(rings, last, BoardSpan.DAY, BoardFigure.FILES))
          .allMatch(OptionalDouble::isEmpty);
    }
    killed.close();
    assertThat(Files.size(file)).isEqualTo(BoardRings.size()).isLessThan(160_000);
  }

  @ParameterizedTest
  @EnumSource(BoardSpan.class)
  void yearsOfSamples_makeTheFileNoLarger_andLeaveNoOldTime(BoardSpan span) throws IOException {
    Instant last = START;
    try (BoardRings rings = BoardRings.open(file)) {
      for (int i = 0; i < 3 * span.steps(); i++) {
        last = START.plus(span.step().multipliedBy(i));
        rings.add(last, sample(i, 1));
      }
      List<OptionalDouble> values = values(rings, last, span, BoardFigure.SERVERS);
      assertThat(values.get(0)).hasValue(2 * span.steps());
      assertThat(values.get(span.steps() - 1)).hasValue(3 * span.steps() - 1);
      Instant later = last.plus(span.step().multipliedBy(2L * span.steps()));
      assertThat(known(rings, later, span)).isZero();
    }
    assertThat(Files.size(file)).isEqualTo(BoardRings.size());
  }

  @Test
  void aTornStep_isAGap_andAShortFile_costsWhatIsLost() throws IOException {
    Instant last = START.plusSeconds(900);
    try (BoardRings rings = BoardRings.open(file)) {
      for (int i = 0; i < 4; i++) rings.add(START.plusSeconds(300L * i), sample(3, 1));
    }
    int slot = Math.floorMod(BoardSpan.DAY.stepOf(START), 288);
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(16 + slot * (BoardStep.PAYLOAD + 4L) + 30);
      bytes.write(0x55);
    }
    try (BoardRings rings = BoardRings.open(file)) {
      List<OptionalDouble> values = values(rings, last, BoardSpan.DAY, BoardFigure.SERVERS);
      assertThat(values.subList(284, 288))
          .containsExactly(
              OptionalDouble.empty(),
              OptionalDouble.of(3),
              OptionalDouble.of(3),
              OptionalDouble.of(3));
      assertThat(known(rings, last, BoardSpan.MONTH)).isEqualTo(1);
    }
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.setLength(16 + 288 * (BoardStep.PAYLOAD + 4L) + 7);
    }
    try (BoardRings rings = BoardRings.open(file)) {
      assertThat(known(rings, last, BoardSpan.DAY)).isEqualTo(3);
      assertThat(known(rings, last, BoardSpan.MONTH)).isZero();
      rings.add(last, sample(3, 1));
    }
    assertThat(Files.size(file)).isEqualTo(BoardRings.size());
  }

  @Test
  void aForeignFile_isBegunAnew() throws IOException {
    Files.createDirectories(file.getParent());
    for (String junk : new String[] {"", "truckee-board-0", "x".repeat(200_000)}) {
      Files.writeString(file, junk);
      try (BoardRings rings = BoardRings.open(file)) {
        assertThat(known(rings, START, BoardSpan.DAY)).isZero();
        rings.add(START, sample(1, 1));
      }
      try (BoardRings rings = BoardRings.open(file)) {
        assertThat(known(rings, START, BoardSpan.DAY)).isEqualTo(1);
      }
      assertThat(Files.size(file)).isEqualTo(BoardRings.size());
    }
  }

  @Test
  void gaps_areDrawnAsGaps_andToldInWords() {
    BoardStep step = new BoardStep(0);
    step.add(sample(4, 0));
    List<Optional<BoardStep>> steps =
        List.of(Optional.empty(), Optional.of(step), Optional.of(step), Optional.empty());
    BoardGraphs graphs = new BoardGraphs(BoardSpan.DAY, START, steps);
    assertThat(graphs.graph(BoardFigure.SERVERS))
        .satisfies(graph -> assertThat(graph.area()).isEqualTo("M110.0 100V6.0H330.0V100z"))
        .satisfies(
            graph -> assertThat(graph.gaps()).isEqualTo("M0.0 0V100H110.0V0zM330.0 0V100H440.0V0z"))
        .satisfies(
            graph ->
                assertThat(graph.summary())
                    .isEqualTo("4 to 4 over a day, not known for 2 of 4 steps"));
    assertThat(graphs.graph(BoardFigure.VISITORS).area()).isEqualTo("M110.0 100V100.0H330.0V100z");
    assertThat(graphs.graph(BoardFigure.FILES).area()).isEmpty();
    assertThat(graphs.graph(BoardFigure.FILES).summary())
        .isEqualTo("not known at any time of a day");
  }
}
