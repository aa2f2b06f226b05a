package org.truckee.web.upkeep;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.truckee.client.upkeep.UpkeepProgress;
import org.truckee.client.upkeep.UpkeepState;
import org.truckee.client.upkeep.plan.UpkeepFigures;

/** {@code GET /upkeep?t=json}. Times are seconds since 1970, or null for never. */
record UpkeepJson(UpkeepState state) {
  /** The fields, in their order. */
  Map<String, Object> fields() {
    UpkeepFigures figures = state.figures();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("enabled", state.enabled());
    fields.put("paused", figures.paused());
    fields.put("overdue", state.overdue());
    fields.put("warnings", state.warnings());
    fields.put("work", state.progress().map(this::work).orElse(null));
    fields.put("things", things(figures.things()));
    fields.put("oldest_due", figures.things().all() == 0 ? null : seconds(figures.oldestDue()));
    fields.put("roots", figures.roots().stream().map(UpkeepJson::root).toList());
    fields.put("repairs", repairs(figures.repairs()));
    return fields;
  }

  private Map<String, Object> work(UpkeepProgress progress) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("what", progress.work());
    fields.put("done", progress.done());
    fields.put("expected", progress.expected());
    fields.put("since", seconds(progress.since()));
    fields.put("seconds_left", progress.left(state.at()).map(Duration::toSeconds).orElse(null));
    return fields;
  }

  private static Map<String, Object> things(UpkeepFigures.Things things) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("all", things.all());
    fields.put("unchecked", things.unchecked());
    fields.put("healthy", things.healthy());
    fields.put("low", things.low());
    fields.put("unhealable", things.unhealable());
    fields.put("due", things.due());
    return fields;
  }

  private static Map<String, Object> root(UpkeepFigures.Root root) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", root.name());
    fields.put("added", seconds(root.added()));
    fields.put("tried", seconds(root.tried()));
    fields.put("walked", seconds(root.whole()));
    fields.put("things", root.things());
    fields.put("trouble", root.trouble().isEmpty() ? null : root.trouble());
    return fields;
  }

  private static Map<String, Object> repairs(UpkeepFigures.Repairs repairs) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("attempted", repairs.attempted());
    fields.put("successful", repairs.successful());
    return fields;
  }

  private static Long seconds(Instant time) {
    return time.equals(Instant.EPOCH) ? null : time.getEpochSecond();
  }
}
