package org.truckee.cli.tree;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.truckee.cli.gateway.GatewayReply;
import org.truckee.cli.session.Quoting;
import org.truckee.cli.session.Session;

/**
 * A gateway's lines while it walks a tree: a JSON object each. A line that starts with {@code
 * ERROR:}, and those after it up to the next object, tell of a part that could not be walked.
 */
public final class TreeStream {
  private final Session session;
  private final boolean raw;

  public TreeStream(Session session, boolean raw) {
    this.session = session;
    this.raw = raw;
  }

  /**
   * Hands each file and directory to {@code units}; with {@code raw}, the lines are printed as they
   * are. Returns whether the whole tree was walked.
   */
  public boolean read(GatewayReply reply, Consumer<JsonNode> units) throws IOException {
    boolean whole = true;
    boolean failing = false;
    try (BufferedReader lines = reply.lines()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        failing = line.startsWith("ERROR:") || (failing && !line.startsWith("{"));
        whole &= !failing;
        if (raw && !failing) session.out().println(line);
        if (failing) session.err().println(Quoting.plain(line));
        else take(line, units);
      }
    }
    return whole;
  }

  private static void take(String line, Consumer<JsonNode> units) throws IOException {
    if (line.isBlank()) return;
    JsonNode unit = GatewayReply.json(line);
    String type = unit.path("type").asText();
    if (type.equals("file") || type.equals("directory")) units.accept(unit);
  }

  /** The path of {@code unit} from where the walk began; {@code root} for that itself. */
  public static String pathOf(JsonNode unit, String root) {
    List<String> names = new ArrayList<>();
    unit.path("path").forEach(name -> names.add(name.asText()));
    return names.isEmpty() ? root : String.join("/", names);
  }
}
