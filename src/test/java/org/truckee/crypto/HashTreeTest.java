package org.truckee.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.truckee.bytes.Bytes;

/** The laws of hash trees: a leaf and its uncles give the root, and nothing else does. */
class HashTreeTest {
  private static List<Bytes> leaves(int count) {
    return IntStream.range(0, count)
        .mapToObj(number -> Tag.BLOCK.hash(Bytes.utf8("leaf " + number)))
        .toList();
  }

  private static Map<Integer, Bytes> chain(HashTree tree, int leaf, int leaves) {
    Map<Integer, Bytes> nodes = new HashMap<>();
    for (int uncle : HashTree.unclesOf(leaf, leaves)) nodes.put(uncle, tree.node(uncle));
    nodes.put(HashTree.firstLeaf(leaves) + leaf, tree.leaf(leaf));
    return nodes;
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 0", "2, 3, 1", "3, 7, 3", "4, 7, 3", "5, 15, 7", "8, 15, 7", "9, 31, 15"})
  void aTree_isAsWideAsTheNextPowerOfTwo(long leaves, int nodes, int firstLeaf) {
    assertThat(HashTree.nodeCount(leaves)).isEqualTo(nodes);
    assertThat(HashTree.firstLeaf(leaves)).isEqualTo(firstLeaf);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 9, 31, 32, 33})
  void everyLeaf_leadsToTheRoot_byItsUncles(int count) {
    HashTree tree = HashTree.over(leaves(count));
    for (int leaf = 0; leaf < count; leaf++)
      assertThat(HashTree.rootFrom(leaf, count, chain(tree, leaf, count))).contains(tree.root());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5, 8})
  void aChangedNode_leadsElsewhere(int count) {
    HashTree tree = HashTree.over(leaves(count));
    for (int leaf = 0; leaf < count; leaf++) {
      Map<Integer, Bytes> chain = chain(tree, leaf, count);
      for (int node : List.copyOf(chain.keySet())) {
        Map<Integer, Bytes> changed = new HashMap<>(chain);
        changed.put(node, Tag.BLOCK.hash(Bytes.utf8("something else")));
        assertThat(HashTree.rootFrom(leaf, count, changed))
            .isPresent()
            .isNotEqualTo(Optional.of(tree.root()));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5, 8})
  void aMissingNode_leadsNowhere(int count) {
    HashTree tree = HashTree.over(leaves(count));
    for (int leaf = 0; leaf < count; leaf++) {
      Map<Integer, Bytes> chain = chain(tree, leaf, count);
      for (int node : List.copyOf(chain.keySet())) {
        Map<Integer, Bytes> partial = new HashMap<>(chain);
        partial.remove(node);
        assertThat(HashTree.rootFrom(leaf, count, partial)).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 6, 8})
  void aTreeThatWasWritten_isReadAgain(int count) {
    HashTree tree = HashTree.over(leaves(count));
    HashTree read = HashTree.read(tree.toBytes(), count).orElseThrow();
    assertThat(read.root()).isEqualTo(tree.root());
    for (int leaf = 0; leaf < count; leaf++) assertThat(read.leaf(leaf)).isEqualTo(tree.leaf(leaf));
  }

  @Test
  void aTreeWhoseNodesDoNotAgree_isNone() {
    byte[] nodes = HashTree.over(leaves(4)).toBytes().toArray();
    for (int at = 0; at < nodes.length; at += HashTree.NODE_SIZE) {
      byte[] changed = nodes.clone();
      changed[at] ^= 1;
      assertThat(HashTree.read(Bytes.wrap(changed), 4)).isEmpty();
    }
    assertThat(HashTree.read(Bytes.wrap(nodes).slice(0, nodes.length - 1), 4)).isEmpty();
    assertThat(HashTree.read(Bytes.EMPTY, 4)).isEmpty();
  }

  @Test
  void anotherOrder_isAnotherTree() {
    List<Bytes> leaves = new ArrayList<>(leaves(4));
    Bytes root = HashTree.over(leaves).root();
    java.util.Collections.swap(leaves, 1, 2);
    assertThat(HashTree.over(leaves).root()).isNotEqualTo(root);
  }

  @Test
  void aTreeOfNothing_isRefused() {
    assertThatThrownBy(() -> HashTree.over(List.of())).isInstanceOf(IllegalArgumentException.class);
  }
}
