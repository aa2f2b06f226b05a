package org.truckee.web.entrust;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.truckee.client.upkeep.Upkeep;
import org.truckee.client.upkeep.entrust.TakenEntrustment;
import org.truckee.protocol.entrust.CareReport;

/** An entrustment that a gateway cares for, as JSON. Times are seconds since 1970, or null. */
final class TakenJson {
  private TakenJson() {}

  static Map<String, Object> of(Upkeep caring, TakenEntrustment taken) {
    Optional<CareReport> report = caring.caretaking().entrusted().reported(taken.name());
    Instant now = caring.latest().at();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", taken.name());
    fields.put("owner", taken.owner().toString());
    fields.put("until", taken.policy().until().toString());
    fields.put("over", taken.policy().isOver(now));
    fields.put("repair", taken.policy().repair());
    fields.put("every", taken.policy().rhythm().word());
    fields.put("things", taken.things());
    fields.put("report", report.map(TakenJson::report).orElse(null));
    fields.put("trouble", caring.caretaking().reports().trouble(taken.name()).orElse(null));
    return fields;
  }

  /** One that can't be read any more: nothing but its name. */
  static Map<String, Object> damaged(String name) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", name);
    fields.put("damaged", true);
    return fields;
  }

  private static Map<String, Object> report(CareReport report) {
    CareReport.Care care = report.care();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("made", seconds(report.made()));
    fields.put("things", care.things());
    fields.put("healthy", care.healthy());
    fields.put("low", care.low());
    fields.put("lost", care.lost());
    fields.put("checked", seconds(care.checked()));
    fields.put("renewed", seconds(care.renewed()));
    return fields;
  }

  private static Long seconds(Instant time) {
    return time.equals(Instant.EPOCH) ? null : time.getEpochSecond();
  }
}
