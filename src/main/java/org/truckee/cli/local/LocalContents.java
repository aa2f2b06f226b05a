package org.truckee.cli.local;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.truckee.FailureText;

/**
 * The contents of a file of this machine while they are read. They end where reading ends; the size
 * that the file system told does not count.
 */
public final class LocalContents implements Closeable {
  private final Path path;
  private final boolean regular;
  private final FileState before;
  private final Instant start;
  private final Counted in;

  private LocalContents(Path path, FileState before, Instant start, InputStream in) {
    this.path = path;
    this.regular = Files.isRegularFile(path);
    this.before = before;
    this.start = start;
    this.in = new Counted(path, in);
  }

  /** Opens the file at {@code path}, or the one that a link there leads to. */
  public static LocalContents open(Path path) throws IOException {
    Instant start = Instant.now();
    FileState before = FileState.of(path);
    return new LocalContents(path, before, start, Files.newInputStream(path));
  }

  /** The bytes. */
  public InputStream in() {
    return in;
  }

  /** The size that the file system told before the first byte was read. */
  public OptionalLong size() {
    return regular ? OptionalLong.of(before.size()) : OptionalLong.empty();
  }

  /** The reason why the bytes may belong to no single state of the file; empty if they do. */
  public Optional<String> doubt() throws IOException {
    if (!regular || !hasChanged()) return Optional.empty();
    return Optional.of("it changed while it was read, and is stored as far as it was read");
  }

  /** As {@link #doubt}; a file that ended before the told size is doubtful as well. */
  public Optional<String> strictDoubt() throws IOException {
    if (regular && in.count < before.size() && !hasChanged())
      return Optional.of(
          "it ends after %d of %d bytes, and is stored as far as it was read"
              .formatted(in.count, before.size()));
    return doubt();
  }

  /** Returns whether a later change is sure to show in the state of the file. */
  public boolean isSettled() throws IOException {
    return before.isSettled(start) && !hasChanged();
  }

  /**
   * Returns whether the contents are those of {@code state}, and a later change is sure to show.
   */
  public boolean isSettled(FileState state) throws IOException {
    return before.equals(state) && isSettled();
  }

  private boolean hasChanged() throws IOException {
    try {
      return !FileState.of(path).equals(before);
    } catch (NoSuchFileException gone) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** Counts the bytes read, and names the file if it can't be read any further. */
  private static final class Counted extends FilterInputStream {
    private final Path path;
    private long count;

    Counted(Path path, InputStream in) {
      super(in);
      this.path = path;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      try {
        int read = super.read(buffer, offset, length);
        if (read > 0) count += read;
        return read;
      } catch (IOException e) {
        throw new FileSystemException(
            path.toString(), null, "it can't be read: " + FailureText.sentence(e));
      }
    }
  }
}
