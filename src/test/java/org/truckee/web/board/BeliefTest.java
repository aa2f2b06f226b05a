package org.truckee.web.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.truckee.placement.EncodingParameters;

/** The word of one node, or of a few, does not spoil the sums of all. */
class BeliefTest {
  private static final EncodingParameters USUAL = new EncodingParameters(3, 7, 10, 1 << 20);
  private static final BoardNode.Place PLACE = BoardNode.Place.parse("http://127.0.0.1:1/");
  private static final double LIE = 1e12;

  private static NodeAnswer store(int number, Map<ToldFigure, Double> figures) {
    return answer(BoardNode.Kind.STORAGE, number, false, figures, Optional.empty());
  }

  private static NodeAnswer answer(
      BoardNode.Kind kind,
      int number,
      boolean own,
      Map<ToldFigure, Double> figures,
      Optional<Object> disk) {
    return new NodeAnswer(
        new BoardNode(kind, PLACE, own),
        number,
        NodeAnswer.State.TELLS,
        Optional.of(new NodeWord(figures, false)),
        disk);
  }

  private static NodeAnswer silent(int number) {
    return new NodeAnswer(
        new BoardNode(BoardNode.Kind.STORAGE, PLACE, false),
        number,
        NodeAnswer.State.SILENT,
        Optional.empty(),
        Optional.empty());
  }

  private static List<NodeAnswer> stores(ToldFigure figure, double... told) {
    List<NodeAnswer> all = new ArrayList<>();
    for (double value : told) all.add(store(all.size() + 1, Map.of(figure, value)));
    return all;
  }

  private static Map<BoardFigure, Double> figures(List<NodeAnswer> answers) {
    return new Belief(answers, USUAL).figures();
  }

  private static double files(double... told) {
    return figures(stores(ToldFigure.FILES, told)).get(BoardFigure.FILES);
  }

  private static double stored(double... told) {
    return figures(stores(ToldFigure.SHARE_BYTES, told)).get(BoardFigure.BYTES_STORED);
  }

  @Test
  void files_areWhatEveryServerHasSharesOf_orAllSharesOnMoreServersThanAFileHas() {
    assertThat(files(100, 100, 100, 100, 100, 100, 100, 100, 100, 100)).isEqualTo(100);
    assertThat(files(100, 100, 100)).isEqualTo(100);
    double[] twenty = new double[20];
    Arrays.fill(twenty, 50);
    assertThat(files(twenty)).isEqualTo(100);
    assertThat(files(0, 0, 0)).isZero();
    assertThat(figures(List.of()).get(BoardFigure.FILES)).isNull();
  }

  @Test
  void aServerThatIsAway_isCountedAsTheOthersAre_andItsBytesAreNot() {
    List<NodeAnswer> answers = new ArrayList<>(stores(ToldFigure.FILES, 50, 50, 50));
    for (int i = 0; i < 16; i++) answers.add(store(4 + i, Map.of(ToldFigure.FILES, 50.0)));
    answers.add(silent(20));
    assertThat(figures(answers).get(BoardFigure.FILES)).isEqualTo(100);
    assertThat(figures(List.of(silent(1))).keySet()).isEmpty();
  }

  @Test
  void oneLiarAmongTen_movesTheFilesByLittle_andBytesByItsBound() {
    assertThat(files(100, 100, 100, 100, LIE, 100, 100, 100, 100, 100)).isEqualTo(105);
    assertThat(files(100, 100, 100, 100, 0, 100, 100, 100, 100, 100)).isEqualTo(90);
    assertThat(stored(5, 5, 5, 5, 5, 5, 5, 5, 5, LIE)).isEqualTo(9 * 5 + 50);
  }

  @Test
  void twoLiarsTogether_areBoundedByTheOthers() {
    assertThat(stored(5, 5, 5, 5, 5, 5, 5, 5, LIE, LIE)).isEqualTo(8 * 5 + 100);
    assertThat(stored(5, 6, LIE)).isEqualTo(5 + 6 + 60);
    assertThat(stored(5, LIE)).as("nobody knows which of two lies").isEqualTo(5 + LIE);
  }

  @Test
  void newAndEmptyServers_makeTheOthersNoLiars() {
    assertThat(stored(500, 500, 400, 0, 0, 0, 0, 0, 0, 0)).isEqualTo(1400);
    assertThat(new Belief(stores(ToldFigure.DISK_SIZE, 1, 1, 4, 8), USUAL).figures())
        .containsEntry(BoardFigure.BYTES_OF_DISKS, 14.0);
  }

  @Test
  void theBoardsOwnNode_isBelieved() {
    List<NodeAnswer> answers = new ArrayList<>(stores(ToldFigure.SHARE_BYTES, 1, 1, 1));
    answers.add(
        answer(
            BoardNode.Kind.STORAGE,
            0,
            true,
            Map.of(ToldFigure.SHARE_BYTES, 1000.0),
            Optional.empty()));
    assertThat(figures(answers).get(BoardFigure.BYTES_STORED)).isEqualTo(1003);
  }

  @Test
  void serversOnOneDisk_countItOnce() {
    List<NodeAnswer> answers = new ArrayList<>();
    for (int i = 1; i <= 4; i++)
      answers.add(
          answer(
              BoardNode.Kind.STORAGE,
              i,
              false,
              Map.of(ToldFigure.DISK_SIZE, 100.0, ToldFigure.DISK_FREE, 50.0 + i),
              Optional.of(i < 4 ? "one" : "other")));
    assertThat(figures(answers))
        .containsEntry(BoardFigure.BYTES_OF_DISKS, 200.0)
        .containsEntry(BoardFigure.BYTES_FREE, 107.0);
  }

  @Test
  void directories_ofOneDatabase_countOnce() {
    BoardNode.Kind vdrive = BoardNode.Kind.VDRIVE;
    List<NodeAnswer> answers =
        List.of(
            answer(vdrive, 1, false, Map.of(ToldFigure.SHARED_DIRECTORIES, 70.0), Optional.empty()),
            answer(vdrive, 2, false, Map.of(ToldFigure.SHARED_DIRECTORIES, 71.0), Optional.empty()),
            answer(vdrive, 3, false, Map.of(ToldFigure.OWN_DIRECTORIES, 9.0), Optional.empty()));
    assertThat(figures(answers)).containsEntry(BoardFigure.DIRECTORIES, 80.0);
  }
}
