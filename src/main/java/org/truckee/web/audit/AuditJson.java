package org.truckee.web.audit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.truckee.client.audit.AuditResults;
import org.truckee.client.audit.AuditVerdict;
import org.truckee.client.audit.AuditedShare;

/** The results of an audit for programs. */
final class AuditJson {
  private AuditJson() {}

  /** All of {@code results}. */
  static Map<String, Object> of(AuditResults results) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("storage-index", results.cap().storageIndex().toString());
    fields.put("verify-cap", results.cap().toUri());
    fields.put("verdict", word(results.verdict()));
    fields.put("summary", AuditWords.summary(results));
    fields.put("count-shares-needed", results.code().needed());
    fields.put("count-shares-expected", results.code().total());
    fields.put("count-shares-good", results.goodNumbers().size());
    fields.put("missing-shares", List.copyOf(results.missing()));
    fields.put(
        "silent-servers",
        results.silent().stream().map(server -> server.announcement().serverId()).toList());
    fields.put("sampled-blocks", results.blocks());
    fields.put("sampled-bytes", results.bytes());
    fields.put(
        "chance-to-miss", AuditWords.LOSSES.stream().map(lost -> miss(results, lost)).toList());
    fields.put("shares", results.shares().stream().map(AuditJson::of).toList());
    return fields;
  }

  /** The answer for a thing that has no shares. */
  static Map<String, Object> nothing() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("storage-index", "");
    fields.put("verdict", "good");
    fields.put("summary", AuditWords.NOTHING);
    fields.put("sampled-blocks", 0);
    fields.put("sampled-bytes", 0);
    fields.put("shares", List.of());
    return fields;
  }

  private static Map<String, Object> miss(AuditResults results, double lost) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("lost", lost);
    fields.put("chance", results.chanceToMiss(lost));
    return fields;
  }

  private static Map<String, Object> of(AuditedShare share) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("share", share.number());
    fields.put("server", share.server().announcement().serverId());
    fields.put("nickname", share.server().announcement().nickname());
    fields.put("verdict", word(share.verdict()));
    fields.put("blocks", share.sample().indexes());
    fields.put("blocks-of", share.sample().of());
    fields.put("bytes", share.sample().bytes());
    fields.put("sequence-number", share.sample().version());
    fields.put("reason", share.reason());
    return fields;
  }

  private static String word(AuditVerdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT);
  }
}
