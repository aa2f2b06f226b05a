package org.truckee.web.upkeep;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.truckee.client.upkeep.Upkeep;
import org.truckee.client.upkeep.UpkeepProgress;
import org.truckee.client.upkeep.UpkeepState;
import org.truckee.client.upkeep.plan.KeptThing;
import org.truckee.client.upkeep.plan.UpkeepFigures;

/**
 * {@code GET /upkeep?t=json}. Times are seconds since 1970, or null for never.
 *
 * @param low the things with too few shares
 */
public record UpkeepJson(UpkeepState state, List<KeptThing> low) {
  /** Takes a copy. */
  public UpkeepJson {
    low = List.copyOf(low);
  }

  /** The figures for monitors; none if the gateway has no upkeep, or it is off. */
  public static Map<String, Long> metrics(Optional<Upkeep> upkeep) {
    return upkeep
        .map(Upkeep::latest)
        .filter(UpkeepState::enabled)
        .map(UpkeepJson::metrics)
        .orElse(Map.of());
  }

  private static Map<String, Long> metrics(UpkeepState state) {
    UpkeepFigures.Things things = state.figures().things();
    return Map.of(
        "upkeep.things", things.all(),
        "upkeep.due", things.due(),
        "upkeep.low", things.low(),
        "upkeep.unhealable", things.unhealable(),
        "upkeep.overdue", state.overdue() ? 1L : 0L,
        "upkeep.repairs_attempted", state.figures().repairs().attempted(),
        "upkeep.repairs_successful", state.figures().repairs().successful());
  }

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
    fields.put("low", low.stream().map(UpkeepJson::low).toList());
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

  private static Map<String, Object> low(KeptThing thing) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("path", thing.origin().toString());
    fields.put("storage-index", thing.cap().storageIndex().toString());
    fields.put("good", thing.condition().good());
    fields.put("needed", thing.condition().needed());
    fields.put("expected", thing.condition().expected());
    fields.put("since", seconds(thing.condition().lowSince()));
    fields.put("failed_repairs", thing.condition().failedRepairs());
    return fields;
  }

  private static Long seconds(Instant time) {
    return time.equals(Instant.EPOCH) ? null : time.getEpochSecond();
  }
}
