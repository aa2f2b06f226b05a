package org.truckee.web.walk;

import java.util.List;
import java.util.Optional;
import org.truckee.client.check.CheckResults;
import org.truckee.client.directory.Visit;
import org.truckee.web.json.CheckJson;

/** An unhealthy file or directory of a tree. */
record UnhealthyNode(Visit visit, CheckResults results) {
  /** Its path and the results, as Tahoe tells them. */
  List<Object> toJson() {
    return List.of(visit.path(), CheckJson.check(Optional.of(results)));
  }
}
