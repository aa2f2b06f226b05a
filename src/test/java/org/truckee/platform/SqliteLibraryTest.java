package org.truckee.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteLibraryTest {
  @TempDir Path temporary;

  @Test
  void aProcessThatDiesInUse_leavesNothingBehind() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Djava.io.tmpdir=" + temporary,
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                Dying.class.getName(),
                temporary.toString())
            .inheritIO()
            .start();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();

    assertThat(process.exitValue()).isEqualTo(Dying.EXIT_CODE);
    assertThat(temporary).isEmptyDirectory();
  }

  /** Uses SQLite, and ends as if it were killed. */
  static final class Dying {
    static final int EXIT_CODE = 9;

    public static void main(String[] arguments) throws IOException, SQLException {
      SqliteLibrary.load(Path.of(arguments[0]));
      DriverManager.getConnection("jdbc:sqlite::memory:").createStatement().execute("SELECT 1");
      Runtime.getRuntime().halt(EXIT_CODE);
    }
  }
}
