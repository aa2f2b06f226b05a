package org.truckee.node.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.FailureText;
import org.truckee.platform.TextFiles;

/** A file that a node wrote for the next time, and that it can do without. Blocks. */
public record Note(Path file) {
  private static final Logger LOG = LoggerFactory.getLogger(Note.class);

  /** The text of the note; empty if there is none, or if the file is damaged. */
  public String text() {
    try {
      return Files.exists(file) ? TextFiles.read(file).strip() : "";
    } catch (IOException damaged) {
      LOG.warn("{} is written anew: {}", file.getFileName(), FailureText.sentence(damaged));
      return "";
    }
  }
}
