package org.truckee.crypto;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Extent;
import org.truckee.bytes.PartialBytes;

/**
 * The way from one leaf of a {@link HashTree} up to its root, for a reader that has only some bytes
 * of the tree: the nodes of the way, and the sibling of each. Of a tree over a million leaves that
 * is 1,312 bytes, where all of it takes 64 MiB.
 *
 * @param leaf the number of the leaf
 * @param leaves the leaves of the tree
 */
public record HashPath(long leaf, long leaves) {
  /**
   * The ends of a way as they lie in a tree, between which every node is the hash of its children.
   * They are the tree's word only: the caller compares them.
   */
  public record Ends(Bytes leaf, Bytes root) {}

  /** Checks that there is such a leaf. */
  public HashPath {
    Objects.checkIndex(leaf, leaves);
  }

  /** The places of the nodes in a tree whose byte form begins at {@code begin}. */
  public List<Extent> extents(long begin) {
    List<Extent> extents = new ArrayList<>(List.of(place(begin, 0, 1)));
    for (int node = lowest(); node > 0; node = above(node))
      extents.add(place(begin, leftOfPair(node), 2));
    return extents;
  }

  /**
   * The ends of the way in the tree that begins at {@code begin} of {@code known}; empty if a node
   * is not known, or is not the hash of its children.
   */
  public Optional<Ends> read(PartialBytes known, long begin) {
    Map<Integer, Bytes> nodes = new HashMap<>();
    for (int node = lowest(); node > 0; node = above(node)) {
      int left = leftOfPair(node);
      for (int i = left; i < left + 2; i++) {
        Optional<Bytes> hash = known.at(place(begin, i, 1));
        if (hash.isEmpty()) return Optional.empty();
        nodes.put(i, hash.get());
      }
    }
    Optional<Bytes> root = known.at(place(begin, 0, 1));
    root.ifPresent(hash -> nodes.put(0, hash));
    return root.isPresent() && agree(nodes)
        ? Optional.of(new Ends(nodes.get(lowest()), root.get()))
        : Optional.empty();
  }

  /** The bytes of the whole tree. */
  public long treeSize() {
    return (long) HashTree.nodeCount(leaves) * HashTree.NODE_SIZE;
  }

  private boolean agree(Map<Integer, Bytes> nodes) {
    for (int node = lowest(); node > 0; node = above(node)) {
      int left = leftOfPair(node);
      Bytes parent = HashTree.parent(nodes.get(left), nodes.get(left + 1));
      if (!parent.equals(nodes.get(above(node)))) return false;
    }
    return true;
  }

  private int lowest() {
    return HashTree.firstLeaf(leaves) + (int) leaf;
  }

  private static int above(int node) {
    return (node - 1) / 2;
  }

  private static int leftOfPair(int node) {
    return node % 2 == 1 ? node : node - 1;
  }

  private static Extent place(long begin, int node, int count) {
    return Extent.of(begin + (long) node * HashTree.NODE_SIZE, (long) count * HashTree.NODE_SIZE);
  }
}
