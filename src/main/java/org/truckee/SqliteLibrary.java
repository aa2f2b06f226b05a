package org.truckee;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sqlite.SQLiteJDBCLoader;

/**
 * SQLite's native part, which its driver unpacks into a file of each process. Left to itself, the
 * driver removes that file when the process ends, and so never after a kill; here it goes as soon
 * as it is loaded.
 */
public final class SqliteLibrary {
  private static final String FOLDER = "org.sqlite.tmpdir";

  private SqliteLibrary() {}

  /** Loads it, if that was not done yet. Blocks. */
  public static synchronized void load() throws IOException {
    if (System.getProperty(FOLDER) == null) loadIn(Files.createTempDirectory("truckee-sqlite"));
  }

  private static void loadIn(Path folder) throws IOException {
    System.setProperty(FOLDER, folder.toString());
    try {
      SQLiteJDBCLoader.initialize();
    } catch (Exception e) {
      throw new IOException("SQLite can't be loaded: " + e.getMessage(), e);
    } finally {
      System.clearProperty(FOLDER);
      remove(folder);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (DirectoryStream<Path> unpacked = Files.newDirectoryStream(folder)) {
      for (Path file : unpacked) Files.delete(file);
    }
    Files.delete(folder);
  }
}
