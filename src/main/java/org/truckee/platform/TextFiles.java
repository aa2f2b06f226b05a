package org.truckee.platform;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.truckee.FailureText;

/**
 * Text files that a person writes, with any editor on any system: UTF-8 with or without a byte
 * order mark, or UTF-16 with one, and lines that end with LF or CR LF. Every such file is read by
 * this class.
 */
public final class TextFiles {
  private static final char MARK = '\uFEFF';

  private TextFiles() {}

  /** The text of {@code file}, without a byte order mark and with LF after each line. Blocks. */
  public static String read(Path file) throws IOException {
    try {
      return text(Files.readAllBytes(file));
    } catch (CharacterCodingException e) {
      throw new IOException(file + " is not a text in UTF-8", e);
    } catch (FileSystemException named) {
      throw named;
    } catch (IOException e) {
      throw new IOException(file + " can't be read: " + FailureText.sentence(e), e);
    }
  }

  /** The lines of {@code file}. Blocks. */
  public static List<String> lines(Path file) throws IOException {
    return read(file).lines().toList();
  }

  /** The text of {@code bytes}, read in the same way. */
  public static String text(byte[] bytes) throws CharacterCodingException {
    String text = charset(bytes).newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    return unmarked(text).replace("\r\n", "\n");
  }

  /** {@code text} without a byte order mark at its beginning: for lines of standard input. */
  public static String unmarked(String text) {
    return !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
  }

  private static Charset charset(byte[] bytes) {
    int first = bytes.length < 2 ? 0 : ((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff);
    if (first == 0xfeff) return StandardCharsets.UTF_16BE;
    return first == 0xfffe ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8;
  }
}
