package org.truckee.storage.object;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Pattern;
import org.truckee.GridException;
import org.truckee.Subject;
import org.truckee.bytes.Bytes;
import org.truckee.platform.OwnerFiles;
import org.truckee.platform.TextFiles;

/**
 * The mark that ties the list of shares on the disk to the objects that it lists: the same word
 * stands in {@code object-store} beside {@code shares/}, and in an object of that name. So two
 * servers never take the objects of each other for their own, and a server whose objects are
 * somewhere else says so instead of losing its shares. Blocks.
 */
public record StoreMark(Path file) {
  /** The name of the file and of the object. */
  public static final String NAME = "object-store";

  private static final int SIZE = 16;
  private static final Pattern WORD = Pattern.compile("[a-z2-7]{26}");

  /** The mark of the server whose shares are in {@code storage}. */
  public static StoreMark of(Path storage) {
    return new StoreMark(storage.resolve(NAME));
  }

  /** {@code BAD_CONFIG} if shares of the server in {@code storage} are objects somewhere. */
  public static void requireNone(Path storage) {
    StoreMark mark = of(storage);
    if (Files.exists(mark.file))
      throw new GridException(
          GridException.Kind.BAD_CONFIG,
          Subject.named("\"storage.store\""),
          "is missing, and shares of this server are in a bucket: name it again, or remove "
              + mark.file
              + " to go on without these shares");
  }

  /** Tells whether {@code text} can be the word of a mark. */
  public static boolean isWord(String text) {
    return WORD.matcher(text).matches();
  }

  /** Tells whether the server has objects. */
  public boolean isSet() {
    return Files.exists(file);
  }

  /** The word in the file. */
  public String read() throws IOException {
    String word = TextFiles.read(file).strip();
    if (!isWord(word))
      throw new GridException(
          GridException.Kind.BAD_CONFIG, Subject.named(file), "does not hold what it must");
    return word;
  }

  /** Keeps {@code word} until it is {@link #set}. */
  public void intend(String word) throws IOException {
    OwnerFiles.replace(next(), word + "\n");
  }

  /** The word that was to be set when the server ended. */
  public Optional<String> intended() throws IOException {
    return Files.exists(next()) ? Optional.of(TextFiles.read(next()).strip()) : Optional.empty();
  }

  /** Sets the intended word, so that it lasts. */
  public void set() throws IOException {
    OwnerFiles.replace(file, TextFiles.read(next()));
    Files.delete(next());
  }

  private Path next() {
    return file.resolveSibling(file.getFileName() + ".next");
  }

  /** A word that no other server has. */
  public static String fresh(SecureRandom random) {
    byte[] bytes = new byte[SIZE];
    random.nextBytes(bytes);
    return Bytes.wrap(bytes).toString();
  }
}
