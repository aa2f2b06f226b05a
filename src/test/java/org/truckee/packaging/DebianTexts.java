package org.truckee.packaging;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The texts of the Debian package that its rules want packed: manual pages and the changelog. */
final class DebianTexts {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ROOT);

  private final Release release;
  private final String maintainer;

  DebianTexts(Release release, String maintainer) {
    this.release = release;
    this.maintainer = maintainer;
  }

  /** Writes them where the package is put together. */
  void write() throws IOException {
    Path texts = Files.createDirectories(release.target().resolve("release/deb"));
    Files.write(
        texts.resolve("changelog.gz"), SmallGzip.of(changelog().getBytes(StandardCharsets.UTF_8)));
    Path pages = Files.createDirectories(texts.resolve("man"));
    for (Path page : pages())
      Files.write(
          pages.resolve(page.getFileName() + ".gz"), SmallGzip.of(Files.readAllBytes(page)));
  }

  private List<Path> pages() throws IOException {
    try (Stream<Path> all = Files.list(release.target().resolve("man/man1"))) {
      return all.toList();
    }
  }

  /** The changelog in Debian's form: what is new stands in the program's own list. */
  String changelog() {
    return String.join(
        "\n",
        "truckee (" + release.version() + ") unstable; urgency=medium",
        "",
        "  * What is new stands in /usr/share/doc/truckee/CHANGELOG.md.",
        "",
        " -- " + maintainer + "  " + DATE.format(release.time().atOffset(ZoneOffset.UTC)),
        "");
  }
}
