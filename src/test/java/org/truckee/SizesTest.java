package org.truckee;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rooms and files that one glance takes in. */
class SizesTest {
  private static final int MOST_FILES = 20;

  /** The source files below {@code root}, but for those that tell of a room. */
  private static List<Path> files(String root) throws IOException {
    try (Stream<Path> all = Files.walk(Path.of(root))) {
      return all.filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("package-info.java"))
          .toList();
    }
  }

  private static <K> Map<K, Long> counts(String root, Function<Path, K> key) throws IOException {
    return files(root).stream().collect(groupingBy(key, counting()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"src/main/java", "src/test/java"})
  void aRoom_hasFewFiles(String root) throws IOException {
    Map<Path, Long> rooms = counts(root, Path::getParent);
    rooms.values().removeIf(files -> files <= MOST_FILES);
    assertThat(rooms).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"src/main/java", "src/test/java"})
  void aName_isThatOfOneType(String root) throws IOException {
    Map<Path, Long> names = counts(root, Path::getFileName);
    names.values().removeIf(types -> types == 1);
    assertThat(names).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"src/main/java, 250", "src/test/java, 400"})
  void aFile_isShort(String root, long most) throws IOException {
    for (Path file : files(root)) {
      try (Stream<String> lines = Files.lines(file)) {
        assertThat(lines.count()).as(file.toString()).isLessThanOrEqualTo(most);
      }
    }
  }
}
