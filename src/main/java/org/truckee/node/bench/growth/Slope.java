package org.truckee.node.bench.growth;

import java.util.ArrayList;
import java.util.List;

/**
 * The growth of a cost with a size, as the power {@code s} in {@code cost ~ size^s}: 0 if it stays
 * the same, 1 if it is in proportion. It is the slope of the straight line that is nearest to all
 * points on logarithmic scales.
 */
final class Slope {
  private final List<double[]> points = new ArrayList<>();

  /** Adds the cost at a size; one of nothing stands on no logarithmic scale, and is left out. */
  void add(double size, double cost) {
    if (size > 0 && cost > 0) points.add(new double[] {Math.log(size), Math.log(cost)});
  }

  /** Returns whether there are enough points. */
  boolean isKnown() {
    return points.stream().mapToDouble(point -> point[0]).distinct().count() > 1;
  }

  /** The power. */
  double power() {
    if (!isKnown()) throw new IllegalStateException("a slope needs two sizes");
    double size = mean(0);
    double cost = mean(1);
    double both = 0;
    double square = 0;
    for (double[] point : points) {
      both += (point[0] - size) * (point[1] - cost);
      square += (point[0] - size) * (point[0] - size);
    }
    return both / square;
  }

  private double mean(int axis) {
    return points.stream().mapToDouble(point -> point[axis]).average().orElseThrow();
  }
}
