package org.truckee.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.truckee.cli.gateway.Reply;
import org.truckee.cli.session.Quoting;
import org.truckee.cli.session.Session;

/**
 * What a gateway says while it walks a tree: a JSON object a line, or a line that starts with
 * {@code ERROR:} and says, with those that follow, why it went no further.
 */
final class TreeStream {
  private final ObjectMapper json = new ObjectMapper();
  private final Session session;
  private final boolean raw;

  TreeStream(Session session, boolean raw) {
    this.session = session;
    this.raw = raw;
  }

  /**
   * Hands each file and directory to {@code units}, or with {@code raw} prints the lines as they
   * are. Tells whether the tree was walked to its end.
   */
  boolean read(Reply reply, Consumer<JsonNode> units) throws IOException {
    boolean whole = true;
    try (BufferedReader lines = reply.lines()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        whole &= !line.startsWith("ERROR:");
        if (!whole) session.err().println(Quoting.plain(line));
        else if (raw) session.out().println(line);
        else take(line, units);
      }
    }
    return whole;
  }

  private void take(String line, Consumer<JsonNode> units) throws IOException {
    if (line.isBlank()) return;
    JsonNode unit = json.readTree(line);
    String type = unit.path("type").asText();
    if (type.equals("file") || type.equals("directory")) units.accept(unit);
  }

  /** The path of {@code unit} from where the walk began; {@code root} for that itself. */
  static String pathOf(JsonNode unit, String root) {
    List<String> names = new ArrayList<>();
    unit.path("path").forEach(name -> names.add(name.asText()));
    return names.isEmpty() ? root : String.join("/", names);
  }
}
