package org.truckee.node.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.Subject;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.platform.TextFiles;
import org.truckee.storage.s3.S3Keys;

/** The key pair of an S3 server: a line with the name of the key, and one with the key. */
final class S3KeyFile {
  /** The name of the file in {@code private/}. */
  static final String NAME = "s3.key";

  private S3KeyFile() {}

  /** Reads {@code file}; {@code BAD_CONFIG} says what it must hold. Blocks. */
  static S3Keys read(Path file) {
    if (Files.notExists(file)) throw bad(file, "is missing");
    List<String> lines;
    try {
      lines = TextFiles.lines(file).stream().map(String::strip).filter(l -> !l.isEmpty()).toList();
    } catch (IOException e) {
      throw bad(file, "can't be read: " + FailureText.sentence(e));
    }
    if (lines.size() != 2 || !lines.stream().allMatch(line -> line.matches("[!-~]{1,256}")))
      throw bad(file, "is no key pair");
    return new S3Keys(lines.get(0), new Secret(Bytes.utf8(lines.get(1))));
  }

  private static GridException bad(Path file, String reason) {
    return new GridException(
        GridException.Kind.BAD_CONFIG,
        Subject.named(file),
        reason,
        "\"storage.store\" needs two lines there: the access key id, and the secret access key");
  }
}
