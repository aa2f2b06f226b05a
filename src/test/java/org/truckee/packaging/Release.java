package org.truckee.packaging;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;

/**
 * A release that is being made on this machine.
 *
 * @param base the directory of the sources
 * @param target the directory of what is built
 * @param version the version of the program
 * @param time the one time of all files
 */
record Release(Path base, Path target, String version, Instant time) {
  /** The release that a command line of these four tells of. */
  static Release of(String... arguments) {
    return new Release(
        Path.of(arguments[0]), Path.of(arguments[1]), arguments[2], Instant.parse(arguments[3]));
  }

  /** The program. */
  Path jar() {
    return target.resolve("truckee.jar");
  }

  /** The Java runtime for this machine's system. */
  Path runtime() {
    return target.resolve("release/runtime");
  }

  /** A file of the release: {@code truckee-0.1.0}, followed by {@code ending}. */
  Path file(String ending) {
    return target.resolve("truckee-" + version + ending);
  }

  /** This machine's system, as names of archives have it. */
  static String system() {
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    if (name.startsWith("mac")) return "macos";
    return name.startsWith("windows") ? "windows" : name;
  }

  /** This machine's processor, as names of archives have it. */
  static String processor() {
    String name = System.getProperty("os.arch");
    return name.equals("amd64") ? "x86_64" : name;
  }
}
