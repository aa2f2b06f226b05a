package org.truckee.web.statistics;

import java.util.EnumMap;
import java.util.Map;

/** The counts since the last sample, and the present measurements. */
record Sample(Map<Series, Double> values) {
  /** Keeps its own map. */
  Sample {
    Map<Series, Double> copy = new EnumMap<>(Series.class);
    for (Series series : Series.values()) copy.put(series, values.getOrDefault(series, 0.0));
    values = copy;
  }
}
