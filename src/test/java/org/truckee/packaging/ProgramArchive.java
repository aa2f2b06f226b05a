package org.truckee.packaging;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.truckee.packaging.TarFile.Access;

/** The program in one directory, with its launchers and documents, to be unpacked anywhere. */
final class ProgramArchive {
  private static final List<String> TEXTS =
      List.of(
          "README.md",
          "LICENSE",
          "CHANGELOG.md",
          "ARCHITECTURE.md",
          "CONTRIBUTING.md",
          "SECURITY.md",
          "conf.json");

  private final Release release;
  private final String directory;

  ProgramArchive(Release release) {
    this.release = release;
    this.directory = "truckee-" + release.version();
  }

  /** Writes it for Linux and macOS, whose users have a Java runtime of their own. */
  void writePlain() throws IOException {
    writeTar(release.file(".tar.gz"), false);
  }

  /** Writes it for this machine's system, with a Java runtime. */
  void writeWithRuntime() throws IOException {
    String system = "-" + Release.system() + "-" + Release.processor();
    writeTar(release.file(system + ".tar.gz"), true);
  }

  private void writeTar(Path file, boolean runtime) throws IOException {
    OutputStream disk = new BufferedOutputStream(Files.newOutputStream(file));
    try (TarFile tar = new TarFile(new SmallGzip(disk), release.time())) {
      tar.file(directory + "/truckee", Access.PROGRAM, release.base().resolve("truckee"));
      for (Map.Entry<String, Path> entry : files().entrySet())
        tar.file(directory + "/" + entry.getKey(), Access.DATA, entry.getValue());
      if (runtime) tar.tree(directory + "/runtime", release.runtime());
    }
  }

  /** Writes it for Windows, whose users have a Java runtime of their own. */
  void writeZip() throws IOException {
    Map<String, Path> files = files();
    files.put("truckee.cmd", release.base().resolve("src/release/windows/truckee.cmd"));
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(release.file("-windows.zip")))) {
      zip.setLevel(Deflater.BEST_COMPRESSION);
      for (Map.Entry<String, Path> file : files.entrySet()) {
        ZipEntry entry = new ZipEntry(directory + "/" + file.getKey());
        entry.setTimeLocal(release.time().atOffset(ZoneOffset.UTC).toLocalDateTime());
        zip.putNextEntry(entry);
        Files.copy(file.getValue(), zip);
        zip.closeEntry();
      }
    }
  }

  /** What is in every archive, by its place. */
  private Map<String, Path> files() throws IOException {
    Map<String, Path> files = new TreeMap<>();
    files.put("truckee.jar", release.jar());
    for (String text : TEXTS) files.put(text, release.base().resolve(text));
    addAll(files, "docs/", release.base().resolve("docs"));
    addAll(files, "man/man1/", release.target().resolve("man/man1"));
    return files;
  }

  private static void addAll(Map<String, Path> files, String place, Path folder)
      throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      all.filter(Files::isRegularFile)
          .forEach(
              file ->
                  files.put(place + folder.relativize(file).toString().replace('\\', '/'), file));
    }
  }
}
