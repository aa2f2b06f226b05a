package org.truckee.web.monitor;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.truckee.web.json.TahoeJson;
import org.truckee.web.reply.Reply;

/**
 * Figures as Tahoe tells them to programs and monitors.
 *
 * @param counters those that only grow
 * @param stats those of now; null where one is not known
 */
public record FiguresText(Map<String, ?> counters, Map<String, ?> stats) {
  private static final String OPEN_METRICS =
      "application/openmetrics-text; version=1.0.0; charset=utf-8";

  /** All of them, as JSON. */
  public Reply json() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("counters", counters);
    all.put("stats", stats);
    return Reply.text(TahoeJson.lines(all) + "\n");
  }

  /** All of them, for Prometheus and its like. */
  public Reply openMetrics() {
    StringBuilder lines = new StringBuilder();
    add("counters", counters, lines);
    add("stats", stats, lines);
    return Reply.text(200, OPEN_METRICS, lines.append("# EOF\n").toString());
  }

  private static void add(String group, Map<String, ?> values, StringBuilder lines) {
    new TreeMap<>(values)
        .forEach(
            (name, value) ->
                lines
                    .append("tahoe_" + group + "_" + name.replaceAll("[^A-Za-z0-9_]", "_"))
                    .append(' ')
                    .append(value == null ? "NaN" : TahoeJson.line(value))
                    .append('\n'));
  }
}
