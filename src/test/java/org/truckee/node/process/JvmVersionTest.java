package org.truckee.node.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truckee.testing.command.LaunchedOptions;

/** The options that suit a JVM, as this program chooses them and as the launcher does. */
class JvmVersionTest {
  private static final List<String> ACCESS =
      List.of("--sun-misc-unsafe-memory-access=allow", "-Dio.netty.noUnsafe=false");

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "17.0.15, false",
    "21.0.7,  false",
    "23.0.2,  false",
    "24,      true",
    "25.0.3,  true",
    "26-ea,   true"
  })
  void directAccessToMemory_isAskedForWhereItIsDenied(String version, boolean asked)
      throws IOException, InterruptedException {
    List<String> expected = asked ? ACCESS : List.of();
    int feature = Runtime.Version.parse(version).feature();

    assertThat(new JvmVersion(feature).memoryOptions()).isEqualTo(expected);
    assertThat(launched("JAVA_VERSION=\"" + version + "\"", "run")).isEqualTo(expected);
    assertThat(launched("JAVA_VERSION=\"" + version + "\"", "ls")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"''", "IMPLEMENTOR=nobody", "JAVA_VERSION=\"?\""})
  void aJvmThatDoesNotTellItsVersion_isAskedForNothing(String release)
      throws IOException, InterruptedException {
    assertThat(launched(release, "bench")).isEmpty();
  }

  /** Those of the options that the launcher gives to a JVM of {@code release} for a command. */
  private List<String> launched(String release, String command)
      throws IOException, InterruptedException {
    return LaunchedOptions.of(directory, release, command).stream()
        .filter(ACCESS::contains)
        .toList();
  }
}
