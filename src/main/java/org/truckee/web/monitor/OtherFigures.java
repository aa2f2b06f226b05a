package org.truckee.web.monitor;

import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The figures of another part of the node, such as its storage server, that are told beside a
 * gateway's own, by the names that Tahoe has for them.
 */
public interface OtherFigures {
  /** No other figures. */
  OtherFigures NONE =
      new OtherFigures() {
        @Override
        public Map<String, Long> counters() {
          return Map.of();
        }

        @Override
        public Future<Map<String, Object>> stats() {
          return Future.succeededFuture(Map.of());
        }
      };

  /** The numbers that only grow while the node runs. */
  Map<String, Long> counters();

  /** The numbers of now; null where one is not known. */
  Future<Map<String, Object>> stats();

  /** These and {@code more} numbers of now. */
  default OtherFigures and(Map<String, ?> more) {
    OtherFigures these = this;
    return new OtherFigures() {
      @Override
      public Map<String, Long> counters() {
        return these.counters();
      }

      @Override
      public Future<Map<String, Object>> stats() {
        return these.stats().map(stats -> together(stats, more));
      }
    };
  }

  private static Map<String, Object> together(Map<String, Object> some, Map<String, ?> others) {
    Map<String, Object> all = new LinkedHashMap<>(some);
    all.putAll(others);
    return all;
  }
}
