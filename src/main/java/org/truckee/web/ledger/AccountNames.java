package org.truckee.web.ledger;

import io.vertx.core.Future;
import java.util.Map;

/** The names of accounts by their numbers, which only the operator of a grid knows. */
@FunctionalInterface
public interface AccountNames {
  /** No names. */
  AccountNames NONE = () -> Future.succeededFuture(Map.of());

  /** Those that are known now; none if they can't be read. */
  Future<Map<Integer, String>> now();
}
