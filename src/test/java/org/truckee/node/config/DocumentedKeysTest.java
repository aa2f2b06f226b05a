package org.truckee.node.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.truckee.GridException;

/** The document of settings names every key that is read, and none that is not. */
class DocumentedKeysTest {
  private static final Path DOCUMENT = Path.of("docs/configuration.md");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z_.]+)` \\|");
  private static final Pattern KNOWN = Pattern.compile("known here are \\[(.*)]");
  private static final Set<String> ROLES = Set.of("introducer", "storage", "vdrive", "gateway");
  private static final Set<String> ROLES_OF_A_GRID = Set.of("grid.storage", "grid.vdrive");

  /** A part that does something by being there. */
  private static final Set<String> PARTS =
      Set.of("gateway.admission", "gateway.board", "grid.board");

  @Test
  void everyKeyOfANode_isDocumented_andNoOther() throws IOException {
    assertThat(documented("## Keys of `conf.json`")).isEqualTo(read(NodeConfig::parse, ""));
  }

  @Test
  void everyKeyOfAGrid_isDocumented_andNoOther() throws IOException {
    Set<String> read = new TreeSet<>(read(GridConfig::parse, "grid"));
    Set<String> node = read(NodeConfig::parse, "");
    read.removeIf(key -> node.contains(key.replaceFirst("grid\\.", "gateway.")));
    read.removeIf(key -> key.matches("grid\\.(storage|vdrive)\\..*"));
    assertThat(documented("## The grid's own `conf.json`")).isEqualTo(read);
  }

  /** The keys in the tables below {@code heading}, up to the next heading of its level. */
  private static Set<String> documented(String heading) throws IOException {
    String text = Files.readString(DOCUMENT);
    int begin = text.indexOf(heading) + heading.length();
    int end = text.indexOf("\n## ", begin);
    return ROW.matcher(text.substring(begin, end < 0 ? text.length() : end))
        .results()
        .map(row -> row.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Every key below {@code place} that a reader asks for; a part counts if it makes a role. */
  private static Set<String> read(BiFunction<String, String, ?> reader, String place) {
    Set<String> keys = new TreeSet<>();
    for (String key : known(reader, place)) {
      String path = place.isEmpty() ? key : place + "." + key;
      Set<String> below = isPart(reader, path) ? read(reader, path) : Set.of();
      keys.addAll(below);
      boolean counts = Stream.of(ROLES, ROLES_OF_A_GRID, PARTS).anyMatch(set -> set.contains(path));
      if (below.isEmpty() || counts) keys.add(path);
    }
    return keys;
  }

  private static boolean isPart(BiFunction<String, String, ?> reader, String place) {
    return complaint(reader, place).contains("\"" + place + ".no such key\" is not known");
  }

  private static List<String> known(BiFunction<String, String, ?> reader, String place) {
    Matcher known = KNOWN.matcher(complaint(reader, place));
    assertThat(known.find()).as(place).isTrue();
    return Arrays.asList(known.group(1).split(", ", -1));
  }

  /** The complaint of a reader about an unknown key at {@code place}. */
  private static String complaint(BiFunction<String, String, ?> reader, String place) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    if (!place.startsWith("grid")) ROLES.forEach(root::putObject);
    ObjectNode part = root;
    for (String key : place.isEmpty() ? new String[0] : place.split("\\.", -1))
      part = part.has(key) ? (ObjectNode) part.get(key) : part.putObject(key);
    part.put("no such key", 1);
    try {
      assertThat(reader.apply("conf.json", root.toString())).isNotNull();
      return "";
    } catch (GridException refused) {
      return refused.getMessage();
    }
  }
}
