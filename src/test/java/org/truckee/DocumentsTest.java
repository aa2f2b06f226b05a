package org.truckee;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents of the repository lead to where they say, and name files that there are. */
class DocumentsTest {
  private static final Path ARCHITECTURE = Path.of("ARCHITECTURE.md");
  private static final Pattern LINK =
      Pattern.compile("\\]\\((?!https?:)([^)#\\s]*)(?:#([^)\\s]*))?\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+)$");
  private static final Pattern ANY_TYPE = Pattern.compile("`([A-Z][a-z]+[A-Za-z]*)`");
  private static final Pattern TYPE = Pattern.compile("`([A-Z][a-z]+[A-Z][A-Za-z]*)`");
  private static final Pattern ROOM = Pattern.compile("`([a-z]+(?:/[a-z]+)*)/`");

  static List<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>();
    for (String folder : List.of("docs", "src/test/resources")) documents.addAll(below(folder));
    try (Stream<Path> top = Files.list(Path.of(""))) {
      top.filter(DocumentsTest::isDocument).forEach(documents::add);
    }
    return documents;
  }

  private static List<Path> below(String folder) throws IOException {
    try (Stream<Path> all = Files.walk(Path.of(folder))) {
      return all.filter(DocumentsTest::isDocument).toList();
    }
  }

  private static boolean isDocument(Path file) {
    return file.toString().endsWith(".md");
  }

  @ParameterizedTest
  @MethodSource("documents")
  void aLink_leadsToAFile_andToAHeadingOfIt(Path document) throws IOException {
    for (MatchResult link : LINK.matcher(Files.readString(document)).results().toList()) {
      Path target = document;
      if (!link.group(1).isEmpty()) target = document.resolveSibling(link.group(1)).normalize();
      assertThat(target).as("a link in %s", document).exists();
      if (link.group(2) != null)
        assertThat(anchors(target)).as("headings of %s", target).contains(link.group(2));
    }
  }

  /** As GitHub makes them of headings. */
  private static Set<String> anchors(Path document) throws IOException {
    return HEADING
        .matcher(Files.readString(document))
        .results()
        .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
        .map(text -> text.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @MethodSource("documents")
  void aName_isThatOfATypeThatThereIs(Path document) throws IOException {
    Set<String> missing = named(document.equals(ARCHITECTURE) ? ANY_TYPE : TYPE, document);
    missing.removeAll(types("src/main/java"));
    missing.removeAll(types("src/test/java"));
    missing.remove(IllegalArgumentException.class.getSimpleName());
    assertThat(missing).as("types that %s names", document).isEmpty();
  }

  @Test
  void theArchitecture_namesRoomsThatThereAre() throws IOException {
    Path house = Path.of("src/main/java/org/truckee");
    assertThat(named(ROOM, ARCHITECTURE))
        .isNotEmpty()
        .allSatisfy(room -> assertThat(house.resolve(room)).isDirectory());
  }

  private static Set<String> named(Pattern pattern, Path document) throws IOException {
    return pattern
        .matcher(Files.readString(document))
        .results()
        .map(name -> name.group(1))
        .collect(Collectors.toSet());
  }

  private static Set<String> types(String folder) throws IOException {
    try (Stream<Path> all = Files.walk(Path.of(folder))) {
      return all.map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".java"))
          .map(name -> name.replace(".java", ""))
          .collect(Collectors.toSet());
    }
  }
}
