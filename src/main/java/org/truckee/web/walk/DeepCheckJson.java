package org.truckee.web.walk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.truckee.client.check.CheckResults.DamagedShare;
import org.truckee.client.repair.DeepCheck;
import org.truckee.web.json.CheckJson;

/**
 * The findings of a check of a tree, in Tahoe's words and in its order.
 *
 * @param damaged the damaged shares that were found
 * @param stillDamaged those that are left after the repairs
 * @param unhealthy the things that were found unhealthy
 */
record DeepCheckJson(
    DeepCheck check,
    List<DamagedShare> damaged,
    List<DamagedShare> stillDamaged,
    List<UnhealthyNode> unhealthy) {
  /** The findings of one that repairs nothing, of the directory with storage index {@code root}. */
  Map<String, Object> checked(String root, boolean finished) {
    Map<String, Object> fields = head(root, finished);
    fields.put("count-objects-healthy", check.before().healthy());
    fields.put("count-objects-unhealthy", check.before().unhealthy());
    fields.put("count-corrupt-shares", check.before().damagedShares());
    fields.put("list-corrupt-shares", CheckJson.damaged(damaged));
    return withTail(fields);
  }

  /** The findings before and after the repairs; the things that are listed were found unhealthy. */
  Map<String, Object> repaired(String root, boolean finished) {
    Map<String, Object> fields = head(root, finished);
    fields.put("count-objects-healthy-pre-repair", check.before().healthy());
    fields.put("count-objects-unhealthy-pre-repair", check.before().unhealthy());
    fields.put("count-objects-healthy-post-repair", check.after().healthy());
    fields.put("count-objects-unhealthy-post-repair", check.after().unhealthy());
    fields.put("count-repairs-attempted", check.attempted());
    fields.put("count-repairs-successful", check.successful());
    fields.put("count-repairs-unsuccessful", check.attempted() - check.successful());
    fields.put("count-corrupt-shares-pre-repair", check.before().damagedShares());
    fields.put("count-corrupt-shares-post-repair", check.after().damagedShares());
    fields.put("list-corrupt-shares", CheckJson.damaged(damaged));
    fields.put("list-remaining-corrupt-shares", CheckJson.damaged(stillDamaged));
    return withTail(fields);
  }

  private Map<String, Object> head(String root, boolean finished) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("finished", finished);
    fields.put("root-storage-index", root);
    fields.put("count-objects-checked", check.before().all());
    return fields;
  }

  private Map<String, Object> withTail(Map<String, Object> fields) {
    fields.put("list-unhealthy-files", unhealthy.stream().map(UnhealthyNode::toJson).toList());
    fields.put("stats", CheckJson.stats(check.stats()));
    return fields;
  }
}
