package org.truckee.web.walk;

import java.util.List;
import java.util.Optional;
import org.truckee.client.check.CheckResults;
import org.truckee.client.directory.Visit;
import org.truckee.web.json.CheckJson;

/** A file or directory of a tree that is not kept as it is meant to be. */
record UnhealthyNode(Visit visit, CheckResults results) {
  /** Its path and the results, as Tahoe tells them. */
  List<Object> toJson() {
    return List.of(visit.path(), CheckJson.check(Optional.of(results)));
  }
}
