package org.truckee.web.json;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.truckee.client.repair.RepairResults;
import org.truckee.web.failure.Explanation;

/** The results of a check that repairs, in Tahoe's words and in its order. */
public final class RepairJson {
  private RepairJson() {}

  /**
   * The health before and after; none, if there was nothing to check. Tahoe has no {@code
   * repair-failure}, which says why a repair broke off, or can't be attempted.
   */
  public static Map<String, Object> of(Optional<RepairResults> found) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put(
        "storage-index",
        found.map(results -> results.before().storageIndex().toString()).orElse(""));
    fields.put("repair-attempted", found.map(RepairResults::attempted).orElse(false));
    found.ifPresent(results -> addTo(fields, results));
    return fields;
  }

  private static void addTo(Map<String, Object> fields, RepairResults results) {
    fields.put("repair-successful", results.successful());
    results
        .failure()
        .ifPresent(failure -> fields.put("repair-failure", Explanation.of(failure).sentence()));
    fields.put("pre-repair-results", CheckJson.check(Optional.of(results.before())));
    fields.put("post-repair-results", CheckJson.check(Optional.of(results.after())));
  }
}
