package org.truckee.packaging;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@code SHA256SUMS}: the checksums of a release, as {@code sha256sum --check} reads them. */
public final class Checksums {
  private Checksums() {}

  /** Writes them beside the files of the release that the arguments tell of. */
  public static void main(String[] arguments) throws IOException {
    write(Release.of(arguments));
  }

  static void write(Release release) throws IOException {
    SortedMap<String, String> sums = new TreeMap<>();
    String files = "truckee[-_]" + release.version() + "*.{deb,tar.gz,zip,tar,json}";
    try (DirectoryStream<Path> all = Files.newDirectoryStream(release.target(), files)) {
      for (Path file : all) {
        String digest = ImageLayer.digest(Files.readAllBytes(file)).replace("sha256:", "");
        sums.put(file.getFileName().toString(), digest);
      }
    }
    StringBuilder text = new StringBuilder();
    sums.forEach((name, sum) -> text.append(sum).append("  ").append(name).append('\n'));
    Files.writeString(release.target().resolve("SHA256SUMS"), text);
  }
}
