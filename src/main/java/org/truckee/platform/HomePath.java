package org.truckee.platform;

import java.nio.file.Path;

/**
 * Paths as people write them: {@code ~} is the home directory, and {@code ~/NAME} is in it, also
 * where no shell has looked at the text.
 */
public final class HomePath {
  private HomePath() {}

  /** The path that {@code text} means to the owner of this process. */
  public static Path of(String text) {
    return of(text, home());
  }

  /** The path that {@code text} means to somebody whose home directory is {@code home}. */
  public static Path of(String text, Path home) {
    if (text.equals("~")) return home;
    return text.startsWith("~/") ? home.resolve(text.replaceFirst("^~/+", "")) : Path.of(text);
  }

  /** The home directory as shells see it; the JVM asks the list of users instead. */
  public static Path home() {
    String home = System.getenv("HOME");
    return Path.of(home == null || home.isBlank() ? System.getProperty("user.home") : home);
  }
}
