package org.truckee.web.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The reference of the web API tells what the API's table and the routes do, and nothing else. */
class ApiReferenceTest {
  private static final Path REFERENCE = Path.of("docs/api.md");
  private static final Pattern ROUTE =
      Pattern.compile("(?:router,|\\.route\\(|\\.post\\(|\\.put\\()\\s*\"(/[^\"]*)\"");

  /** The lines of the first table below {@code heading}, without its head. */
  private static List<String> table(String heading) throws IOException {
    Matcher section =
        Pattern.compile("(?ms)^## " + Pattern.quote(heading) + "$(.*?)(?=^## |\\z)")
            .matcher(Files.readString(REFERENCE));
    assertThat(section.find()).as("the section %s of %s", heading, REFERENCE).isTrue();
    return section.group(1).lines().filter(line -> line.startsWith("| `")).toList();
  }

  private static Set<String> firstColumn(String heading) throws IOException {
    return table(heading).stream()
        .map(line -> line.substring(3, line.indexOf("`", 3)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @ParameterizedTest
  @EnumSource(Target.class)
  void aRowOfTheTable_isARowOfTheReference(Target target) throws IOException {
    List<String> rows =
        ApiTable.ROWS.stream()
            .filter(row -> row.asked().target() == target)
            .map(ApiReferenceTest::line)
            .toList();
    assertThat(table(target.title())).containsExactlyElementsOf(rows);
  }

  private static String line(Endpoint<?> row) {
    Asked asked = row.asked();
    String names =
        asked.names().stream()
            .map(name -> name.isEmpty() ? "none" : "`" + name + "`")
            .collect(Collectors.joining(", "));
    String takes =
        asked.takes().stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    return String.format(
        "| `%s` | %s | %s | %s |",
        asked.method(), names.isEmpty() ? "any" : names, row.what(), takes.isEmpty() ? "–" : takes);
  }

  @Test
  void everyQuestion_hasOneRow() {
    List<String> questions =
        ApiTable.ROWS.stream()
            .map(Endpoint::asked)
            .flatMap(
                asked ->
                    asked.names().stream()
                        .map(t -> asked.method() + " " + asked.target() + " " + t))
            .toList();
    assertThat(questions).doesNotHaveDuplicates();
  }

  @Test
  void anArgument_isExplained() throws IOException {
    Set<String> taken = new TreeSet<>();
    ApiTable.ROWS.forEach(row -> taken.addAll(row.asked().takes()));
    assertThat(firstColumn("Arguments")).isEqualTo(taken);
  }

  @Test
  void anAddressThatIsServed_isAnAddressOfTheReference() throws IOException {
    Set<String> served = new TreeSet<>();
    for (Path source : sources())
      ROUTE
          .matcher(Files.readString(source))
          .results()
          .forEach(route -> served.add(address(route)));
    assertThat(firstColumn("Addresses").stream().map(ApiReferenceTest::bare).distinct())
        .containsExactlyInAnyOrderElementsOf(served);
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> all = Files.walk(Path.of("src/main/java/org/truckee/web"))) {
      return all.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  private static String address(MatchResult route) {
    return bare(
        Pattern.compile(":(\\w+)")
            .matcher(route.group(1))
            .replaceAll(name -> name.group(1).toUpperCase(Locale.ROOT)));
  }

  private static String bare(String address) {
    return address.replaceAll("[/*]+$", "");
  }
}
