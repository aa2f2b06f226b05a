package org.truckee.packaging;

import java.io.IOException;

/**
 * Makes, after the program was built: the packed texts of the Debian package, the archives, and the
 * image.
 */
public final class ReleaseFiles {
  private ReleaseFiles() {}

  /** Makes them of the release that the first four arguments tell of; the fifth maintains it. */
  public static void main(String[] arguments) throws IOException {
    Release release = Release.of(arguments);
    new DebianTexts(release, arguments[4]).write();
    ProgramArchive archive = new ProgramArchive(release);
    archive.writePlain();
    archive.writeZip();
    archive.writeWithRuntime();
    if (Release.system().equals("linux")) new ProgramImage(release).write();
    else System.out.println("no image for containers: it is made on Linux");
  }
}
