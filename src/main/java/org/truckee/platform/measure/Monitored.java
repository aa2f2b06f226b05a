package org.truckee.platform.measure;

import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;

/** A part of a node that monitors look at. */
@FunctionalInterface
public interface Monitored {
  /** Tells its figures to {@code sink}. */
  Future<Void> tell(MetricSink sink);

  /**
   * The clause that says what keeps it from serving, without a full stop; empty if nothing does.
   * Holds no secret, no capability and no address.
   */
  default Future<Optional<String>> trouble() {
    return Future.succeededFuture(Optional.empty());
  }

  /**
   * What it holds and who is there, for its owner alone: texts, numbers, lists and maps by their
   * names.
   */
  default Future<Map<String, Object>> holdings() {
    return Future.succeededFuture(Map.of());
  }

  /** Notes that its node is going to stop, so that nobody should be sent to it any more. */
  default void stopping() {}
}
