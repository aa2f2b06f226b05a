package org.truckee.node.role;

import io.vertx.core.Future;
import java.util.Map;
import org.truckee.storage.StorageService;
import org.truckee.web.storage.OwnStorage;

/** The storage server of a node, as the pages of the same node show it. */
record ServedStorage(StorageService service) implements OwnStorage {
  @Override
  public Future<Map<String, Object>> figures() {
    return service.figures();
  }
}
