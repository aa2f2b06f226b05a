package org.truckee.web.storage;

import io.vertx.core.Future;
import java.util.Map;

/** The storage server of this program, as far as its operator is shown it. */
public interface OwnStorage {
  /**
   * Its figures by the names and in the parts that Tahoe has for them, as texts, numbers, booleans,
   * null, lists and maps.
   */
  Future<Map<String, Object>> figures();
}
