package org.truckee.web.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeWordTest {
  private static Optional<NodeWord> parse(BoardNode.Kind kind, String text) {
    return NodeWord.parse(kind, text.getBytes(StandardCharsets.UTF_8));
  }

  private static NodeWord store(String text) {
    return parse(BoardNode.Kind.STORAGE, text).orElseThrow();
  }

  @Test
  void aNode_tellsWhatItsKindTells_andNothingElse() {
    String text =
        """
        # TYPE truckee_storage_files gauge
        truckee_storage_files 1.2E3
        truckee_storage_files 7
        truckee_storage_share_bytes NaN
        truckee_storage_disk_size_bytes 2.5e11 1700000000
        truckee_vdrive_directories{database="own"} 12.0
        truckee_vdrive_directories{database="shared"} 13.0
        truckee_web_visitors 4.0
        """;
    assertThat(store(text))
        .isEqualTo(
            new NodeWord(Map.of(ToldFigure.FILES, 1200.0, ToldFigure.DISK_SIZE, 2.5e11), false));
    assertThat(parse(BoardNode.Kind.VDRIVE, text).orElseThrow().figures())
        .isEqualTo(Map.of(ToldFigure.OWN_DIRECTORIES, 12.0, ToldFigure.SHARED_DIRECTORIES, 13.0));
    assertThat(parse(BoardNode.Kind.GATEWAY, text).orElseThrow().figures())
        .isEqualTo(Map.of(ToldFigure.VISITORS, 4.0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "+Inf", "-Inf", "1e13", "many", "", "1e999", "0x1p80"})
  void whatCantBeTrue_doesNotCount(String value) {
    NodeWord word =
        store("truckee_storage_files " + value + "\ntruckee_storage_disk_size_bytes 10\n");
    assertThat(word.figures()).isEqualTo(Map.of(ToldFigure.DISK_SIZE, 10.0));
    assertThat(word.odd()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>truckee_storage_files 3</html>", "\u0000\u0001", "up 1\n"})
  void aTextOfNoNode_tellsNothing(String text) {
    assertThat(parse(BoardNode.Kind.STORAGE, text)).isEmpty();
  }

  @Test
  void aNodeThatKnowsNothingYet_isNotOdd() {
    assertThat(store("truckee_storage_files NaN\n")).isEqualTo(new NodeWord(Map.of(), false));
    assertThat(store("truckee_storage_filesystem 3\ntruckee_storage_files\n"))
        .isEqualTo(new NodeWord(Map.of(), false));
  }
}
