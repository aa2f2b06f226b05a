package org.truckee.platform;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.FailureText;
import org.truckee.GridException;

/**
 * A file of lines that a node keeps for itself, and of which each counts alone. Damage by a power
 * cut, a full disk or a bad sector costs the lines that it hit: each of them is left out, and the
 * log says which. A file of any size is read in bounded memory. Blocks.
 */
public final class KeptLines {
  /** A bound above any line that a node writes. */
  private static final int LONGEST = 256 << 10;

  private static final int MOST_TOLD = 10;
  private static final Logger LOG = LoggerFactory.getLogger(KeptLines.class);

  private final Path file;
  private final Consumer<String> reader;
  private long number;
  private long damaged;

  private KeptLines(Path file, Consumer<String> reader) {
    this.file = file;
    this.reader = reader;
  }

  /**
   * Hands each line of {@code file} to {@code reader}, which throws if it can't use the line; there
   * are none if the file is missing. Empty lines are passed over.
   */
  public static void read(Path file, Consumer<String> reader) throws IOException {
    if (Files.isDirectory(file))
      throw new IOException(file + " can't be read: there is a directory in its place");
    KeptLines lines = new KeptLines(file, reader);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      lines.read(in);
    } catch (NoSuchFileException nothingKept) {
      return;
    }
    if (lines.damaged > MOST_TOLD)
      LOG.warn("{}: {} lines are damaged and left out", file, lines.damaged);
  }

  private void read(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0; next = in.read()) {
      if (next == '\n') {
        take(line);
        line.reset();
      } else if (line.size() <= LONGEST) {
        line.write(next);
      }
    }
    take(line);
  }

  private void take(ByteArrayOutputStream line) {
    number++;
    if (line.size() == 0) return;
    try {
      reader.accept(text(line));
    } catch (GridException | IllegalArgumentException e) {
      if (damaged++ < MOST_TOLD)
        LOG.warn("{}: line {} is damaged and left out: {}", file, number, FailureText.sentence(e));
    }
  }

  private static String text(ByteArrayOutputStream line) {
    if (line.size() > LONGEST) throw new IllegalArgumentException("it is too long");
    ByteBuffer bytes = ByteBuffer.wrap(line.toByteArray());
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("it is not a text in UTF-8", e);
    }
  }
}
