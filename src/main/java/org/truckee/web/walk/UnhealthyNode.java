package org.truckee.web.walk;

import java.util.List;
import java.util.Optional;
import org.truckee.client.directory.Visit;
import org.truckee.client.repair.RepairResults;
import org.truckee.web.json.CheckJson;

/** A file or directory of a tree that was found unhealthy. */
record UnhealthyNode(Visit visit, RepairResults results) {
  /** Its path and the results before any repair, as Tahoe tells them. */
  List<Object> toJson() {
    return List.of(visit.path(), CheckJson.check(Optional.of(results.before())));
  }
}
