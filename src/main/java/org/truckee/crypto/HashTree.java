package org.truckee.crypto;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.truckee.bytes.Bytes;

/**
 * A complete binary tree over a row of 32-byte leaves, each inner node the hash of its two
 * children: with the root, any leaf can be checked by the few nodes beside its path. Node 0 is the
 * root, the children of node i are 2i + 1 and 2i + 2, and the last row is filled up to a power of
 * two with hashes of their own. The byte form is all nodes in order.
 */
public final class HashTree {
  /** The bytes of a node. */
  public static final int NODE_SIZE = 32;

  private final byte[] nodes;
  private final int leaves;

  private HashTree(byte[] nodes, int leaves) {
    this.nodes = nodes;
    this.leaves = leaves;
  }

  /** The tree over {@code leaves}, of which there is at least one. */
  public static HashTree over(List<Bytes> leaves) {
    if (leaves.isEmpty()) throw new IllegalArgumentException("a hash tree needs a leaf");
    int first = firstLeaf(leaves.size());
    byte[] nodes = new byte[Math.multiplyExact(nodeCount(leaves.size()), NODE_SIZE)];
    for (int i = 0; i <= first; i++) {
      Bytes leaf = i < leaves.size() ? leaves.get(i) : emptyLeaf(i);
      if (leaf.size() != NODE_SIZE) throw new IllegalArgumentException("leaf of " + leaf.size());
      leaf.copyTo(nodes, (first + i) * NODE_SIZE);
    }
    HashTree tree = new HashTree(nodes, leaves.size());
    for (int i = first - 1; i >= 0; i--) {
      parent(tree.node(2 * i + 1), tree.node(2 * i + 2)).copyTo(nodes, i * NODE_SIZE);
    }
    return tree;
  }

  /**
   * Reads the byte form of a tree over {@code leaves} leaves. Empty if it has another size, or if
   * any node is not the hash of its children; the caller compares the root.
   */
  public static Optional<HashTree> read(Bytes nodes, long leaves) {
    if (nodes.size() != (long) nodeCount(leaves) * NODE_SIZE) return Optional.empty();
    HashTree tree = new HashTree(nodes.toArray(), (int) leaves);
    for (int i = 0; i < firstLeaf(leaves); i++) {
      if (!tree.node(i).equals(parent(tree.node(2 * i + 1), tree.node(2 * i + 2))))
        return Optional.empty();
    }
    return Optional.of(tree);
  }

  /**
   * The root that {@code leaf} of a tree over {@code leaves} leads to by way of {@code nodes},
   * which hold it and its uncles by node number. Empty if any of them is not there.
   */
  public static Optional<Bytes> rootFrom(int leaf, long leaves, Map<Integer, Bytes> nodes) {
    int node = firstLeaf(leaves) + leaf;
    Bytes hash = nodes.get(node);
    for (; node > 0 && hash != null; node = (node - 1) / 2) {
      Bytes sibling = nodes.get(sibling(node));
      if (sibling == null) return Optional.empty();
      hash = node % 2 == 1 ? parent(hash, sibling) : parent(sibling, hash);
    }
    return Optional.ofNullable(hash);
  }

  /** The nodes of a tree over {@code leaves} leaves. */
  public static int nodeCount(long leaves) {
    return Math.addExact(2 * firstLeaf(leaves), 1);
  }

  /** The number of the node that is leaf 0 of a tree over {@code leaves} leaves. */
  public static int firstLeaf(long leaves) {
    if (leaves < 1 || leaves > 1 << 29) throw new IllegalArgumentException(leaves + " leaves");
    return leaves == 1 ? 0 : Integer.highestOneBit((int) leaves - 1) * 2 - 1;
  }

  /**
   * The nodes with which, beside itself, leaf {@code leaf} of a tree over {@code leaves} is
   * checked, from the bottom up.
   */
  public static List<Integer> unclesOf(int leaf, long leaves) {
    List<Integer> uncles = new ArrayList<>();
    for (int i = firstLeaf(leaves) + leaf; i > 0; i = (i - 1) / 2) uncles.add(sibling(i));
    return uncles;
  }

  /** The hash that fills place {@code index} of a row of leaves that is not full. */
  private static Bytes emptyLeaf(int index) {
    return Tag.TREE_EMPTY_LEAF.hash(Bytes.utf8(Integer.toString(index)));
  }

  /** The node above {@code left} and {@code right}. */
  static Bytes parent(Bytes left, Bytes right) {
    return Tag.TREE_PAIR.hash(left, right);
  }

  private static int sibling(int node) {
    return node % 2 == 0 ? node - 1 : node + 1;
  }

  /** The node at the top, which depends on all leaves. */
  public Bytes root() {
    return node(0);
  }

  /** The number of leaves. */
  public int leaves() {
    return leaves;
  }

  /** Node {@code index}. */
  public Bytes node(int index) {
    return Bytes.copyOf(nodes, index * NODE_SIZE, (index + 1) * NODE_SIZE);
  }

  /** Leaf {@code index}. */
  public Bytes leaf(int index) {
    return node(firstLeaf(leaves) + Objects.checkIndex(index, leaves));
  }

  /** All nodes in order: the byte form. */
  public Bytes toBytes() {
    return Bytes.wrap(nodes);
  }
}
