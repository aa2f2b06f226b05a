package org.truckee.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truckee.protocol.announcement.Nurl;
import org.truckee.web.board.BoardNode;
import org.truckee.web.board.BoardSettings;

/** The settings of a board: good ones, and the key of each bad one. */
class ConfiguredBoardTest {
  private static NodeConfig node(String board) {
    String text = "{'gateway': {'board': " + board + "}}";
    return NodeConfig.parse("conf.json", text.replace('\'', '"'));
  }

  private static List<BoardNode> nodes(String board) {
    return node(board).gateway().orElseThrow().board().map(BoardSettings::nodes).orElseThrow();
  }

  @Test
  void aBoard_isThereWhereItIsNamed_andAsksNodesByAddressAndDirectory() {
    NodeConfig without = NodeConfig.parse("conf.json", "{\"gateway\": {}}");
    assertThat(without.gateway().orElseThrow().board()).isEmpty();
    assertThat(nodes("{}")).isEmpty();
    List<BoardNode> nodes =
        nodes(
            "{'storage': ['http://127.0.0.1:9461', '../store2'], 'vdrive': ['/var/lib/tables'],"
                + " 'gateways': ['https://[::1]:9463/two/']}");
    assertThat(nodes)
        .extracting(BoardNode::kind)
        .containsExactly(
            BoardNode.Kind.STORAGE,
            BoardNode.Kind.STORAGE,
            BoardNode.Kind.VDRIVE,
            BoardNode.Kind.GATEWAY);
    assertThat(nodes.get(0).place().address()).hasValue(URI.create("http://127.0.0.1:9461/"));
    assertThat(nodes.get(1).place().directory()).hasValue(Path.of("../store2"));
    assertThat(nodes.get(3).place().address()).hasValue(URI.create("https://[::1]:9463/two/"));
    assertThat(nodes).noneMatch(BoardNode::own);
  }

  @Test
  void theBoardOfAGrid_findsItsNodes() {
    Nurl introducer = Nurl.parse("pb://" + "A".repeat(43) + "@127.0.0.1:4000/swissnum#v=1");
    GridConfig grid =
        GridConfig.parse("conf.json", "{\"grid\": {\"storage_servers\": 2, \"board\": {}}}");
    List<BoardNode> nodes =
        grid.gatewayNode(introducer).gateway().orElseThrow().board().orElseThrow().nodes();
    assertThat(nodes)
        .extracting(node -> node.place().toString())
        .containsExactly("../storage1", "../storage2", "../vdrive");
    GridConfig without = GridConfig.parse("conf.json", "{\"grid\": {}}");
    assertThat(without.gatewayNode(introducer).gateway().orElseThrow().board()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "true | gateway.board.\" must be an object",
        "{'nodes': []} | gateway.board.nodes\" is not known",
        "{'storage': 'http://127.0.0.1:1/'} | gateway.board.storage\" must be a list of texts",
        "{'storage': [7]} | gateway.board.storage\" must be a list of texts",
        "{'vdrive': ['']} | gateway.board.vdrive\" holds an empty text",
        "{'vdrive': ['ftp://127.0.0.1/']} | gateway.board.vdrive\" holds something that is no addr",
        "{'vdrive': ['http://:80/']} | gateway.board.vdrive\" holds something that is no address",
        "{'gateways': ['http://a:b@c:1/']} | gateway.board.gateways\" holds something that is no",
        "{'gateways': ['http://c:99999/']} | gateway.board.gateways\" holds something that is no",
        "{'gateways': ['http://c:1/?a=b']} | gateway.board.gateways\" holds something that is no",
        "{'storage': ['a', 'a']} | gateway.board.storage\" names a node twice: a",
      })
  void aBadBoard_isRefusedWithItsKey(String board, String complaint) {
    assertThatThrownBy(() -> node(board))
        .hasMessageStartingWith("conf.json: \"")
        .hasMessageContaining(complaint);
  }

  @Test
  void tooManyNodes_andABoardThatCantAskItself_areRefused() {
    String many =
        IntStream.rangeClosed(0, BoardSettings.MOST)
            .mapToObj(number -> "'store" + number + "'")
            .collect(Collectors.joining(","));
    assertThatThrownBy(() -> node("{'storage': [" + many + "]}"))
        .hasMessageContaining("gateway.board.\" names more than 512 nodes");
    assertThatThrownBy(
            () ->
                NodeConfig.parse(
                    "conf.json", "{\"admin\": {\"enabled\": false}, \"gateway\": {\"board\": {}}}"))
        .hasMessageContaining("\"gateway.board\" asks its own node, too")
        .hasMessageContaining("\"admin.enabled\"");
    assertThatThrownBy(
            () ->
                GridConfig.parse(
                    "conf.json", "{\"grid\": {\"admin\": {\"enabled\": false}, \"board\": {}}}"))
        .hasMessageContaining("\"grid.board\" asks its own node, too");
  }
}
