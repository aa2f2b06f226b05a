package org.truckee.node.crowd;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The names of the nodes of a crowded grid, beside its introducer. */
record GridSize(
    List<String> gateways, List<String> vdrives, List<String> disks, List<String> buckets) {
  /** The grid of an operator, as the documents describe it. */
  static final GridSize FULL = of(3, 2, 8, 2);

  /** So many nodes of each kind. */
  static GridSize of(int gateways, int vdrives, int disks, int buckets) {
    return new GridSize(
        names("gateway", 1, gateways),
        names("vdrive", 1, vdrives),
        names("storage", 1, disks),
        names("storage", disks + 1, disks + buckets));
  }

  private static List<String> names(String kind, int first, int last) {
    return IntStream.rangeClosed(first, last).mapToObj(number -> kind + number).toList();
  }

  /** All storage servers. */
  List<String> servers() {
    return Stream.concat(disks.stream(), buckets.stream()).toList();
  }
}
