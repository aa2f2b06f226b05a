package org.truckee;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A stranger finds each room from the one above it. */
class RoomsTest {
  private static final Path HOUSE = Path.of("src/main/java/org/truckee");

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
  void aRoomIsNamedByTheOneAboveIt(Path room) throws IOException {
    String above = Files.readString(HOUSE.resolve(room).resolveSibling("package-info.java"));
    assertThat(above.replaceAll("\\s+\\*\\s+", " ")).contains("{@code " + room.getFileName() + "}");
  }
}
