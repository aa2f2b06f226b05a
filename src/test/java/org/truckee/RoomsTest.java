package org.truckee;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A stranger finds each room from the one above it. */
class RoomsTest {
  private static final Path HOUSE = Path.of("src/main/java/org/truckee");
  private static final Pattern TYPE = Pattern.compile("\\{@code\\s+([A-Z][a-z]+[A-Za-z]*)}");

  static List<Path> rooms() throws IOException {
    try (Stream<Path> all = Files.walk(HOUSE)) {
      return all.filter(Files::isDirectory)
          .map(HOUSE::relativize)
          .filter(room -> !room.toString().isEmpty())
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void aRoomNamesTypesThatThereAre(Path room) throws IOException {
    String told = Files.readString(HOUSE.resolve(room).resolve("package-info.java"));
    Set<String> missing =
        TYPE.matcher(told).results().map(name -> name.group(1)).collect(Collectors.toSet());
    missing.removeAll(types());
    assertThat(missing).isEmpty();
  }

  private static Set<String> types() throws IOException {
    try (Stream<Path> all = Files.walk(HOUSE)) {
      return all.map(file -> file.getFileName().toString().replace(".java", ""))
          .collect(Collectors.toSet());
    }
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void aRoomIsNamedByTheOneAboveIt(Path room) throws IOException {
    String above = Files.readString(HOUSE.resolve(room).resolveSibling("package-info.java"));
    assertThat(above.replaceAll("\\s+\\*\\s+", " ")).contains("{@code " + room.getFileName() + "}");
  }
}
