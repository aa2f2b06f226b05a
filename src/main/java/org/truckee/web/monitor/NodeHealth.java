package org.truckee.web.monitor;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;

/** The health and the figures of a node, as its admin port shows them. */
public interface NodeHealth {
  /** All figures, as Prometheus reads them. */
  Future<String> metrics();

  /** The clauses that say why the process should be started anew; none if it lives. */
  Future<List<String>> defects();

  /** The clauses that say why the node can't serve now; none if it can. */
  Future<List<String>> troubles();

  /** What the node is, what it holds and who is there, for its owner alone. */
  Future<Map<String, Object>> state();
}
