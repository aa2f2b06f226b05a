package org.truckee.client.plaintext;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.truckee.platform.OwnerFiles;

/**
 * A temporary file without a name, which only this user may read: nothing is left of it when it is
 * closed, or this process ends. Blocks; one thread at a time.
 */
final class NamelessFile {
  private final FileChannel channel;

  private NamelessFile(FileChannel channel) {
    this.channel = channel;
  }

  /** Makes one on the file system of {@code directory}, which need not be there yet. */
  static NamelessFile open(Path directory) throws IOException {
    OwnerFiles.directories(directory);
    var mine = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Path path = Files.createTempFile(directory, "upload", ".tmp", mine);
    try {
      return new NamelessFile(nameless(path));
    } catch (IOException e) {
      Files.deleteIfExists(path);
      throw e;
    }
  }

  private static FileChannel nameless(Path path) throws IOException {
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      Files.delete(path);
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Writes {@code pieces}, one after the other, after all that is there. */
  void append(List<ByteBuffer> pieces) throws IOException {
    ByteBuffer[] all = pieces.toArray(ByteBuffer[]::new);
    long left = pieces.stream().mapToLong(ByteBuffer::remaining).sum();
    while (left > 0) left -= channel.write(all);
  }

  /** The {@code length} bytes from {@code from} on. */
  byte[] read(long from, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, from + bytes.position()) < 0)
        throw new IOException("the temporary file breaks off");
    }
    return bytes.array();
  }

  void close() throws IOException {
    channel.close();
  }
}
