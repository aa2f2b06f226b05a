package org.truckee.node.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.List;
import org.truckee.node.bench.work.Measurement;

/** The figures on their way to the reader: lines as they come, or one JSON object at the end. */
final class FigureReport {
  private final PrintStream out;
  private final boolean json;
  private final ObjectNode object = new ObjectMapper().createObjectNode();

  FigureReport(PrintStream out, boolean json) {
    this.out = out;
    this.json = json;
    if (!json) out.printf("%-40s %10s   %10s … highest (runs)%n", "", "median", "lowest");
  }

  /** Tells {@code figures}. */
  void add(List<Measurement> figures) {
    for (Measurement figure : figures)
      if (json) figure.addTo(object);
      else out.println(figure.toLine());
    out.flush();
  }

  /** Tells the JSON object, which lacks the figures after a failure. */
  void end() {
    if (json) out.println(object);
  }
}
