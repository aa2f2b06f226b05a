package org.truckee.platform;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.sqlite.SQLiteJDBCLoader;
import org.truckee.FailureText;

/**
 * SQLite's native part, which its driver unpacks into a file of each process. By default, the
 * driver puts that file into the system's temporary folder and removes it when the process ends,
 * and so never after a kill; this class puts it beside the database, and removes it as soon as it
 * is loaded.
 */
public final class SqliteLibrary {
  private static final String FOLDER = "org.sqlite.tmpdir";
  private static final String NAME = "sqlite-library";
  private static final Duration LOADING = Duration.ofMinutes(10);

  private static boolean loaded;

  private SqliteLibrary() {}

  /**
   * Loads the library, once for each process, by way of {@code folder}, or of the temporary one if
   * that can't be written. Blocks.
   */
  public static synchronized void load(Path folder) throws IOException {
    if (loaded) return;
    if (Files.isWritable(folder)) {
      removeLeftovers(folder);
      loadIn(Files.createTempDirectory(folder, NAME));
    } else {
      loadIn(Files.createTempDirectory(NAME));
    }
    loaded = true;
  }

  private static void loadIn(Path folder) throws IOException {
    System.setProperty(FOLDER, folder.toString());
    try {
      SQLiteJDBCLoader.initialize();
    } catch (Exception e) {
      throw new IOException("SQLite can't be loaded: " + FailureText.sentence(e), e);
    } finally {
      System.clearProperty(FOLDER);
      remove(folder);
    }
  }

  /** Removes the files of processes that were killed just while they loaded it. */
  private static void removeLeftovers(Path folder) throws IOException {
    Instant old = Instant.now().minus(LOADING);
    try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder, NAME + "*")) {
      for (Path leftover : leftovers)
        if (Files.getLastModifiedTime(leftover).toInstant().isBefore(old)) remove(leftover);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (DirectoryStream<Path> unpacked = Files.newDirectoryStream(folder)) {
      for (Path file : unpacked) Files.delete(file);
    }
    Files.delete(folder);
  }
}
