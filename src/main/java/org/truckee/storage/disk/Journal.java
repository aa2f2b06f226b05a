package org.truckee.storage.disk;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.truckee.GridException;
import org.truckee.platform.OwnerFiles;
import org.truckee.storage.container.ShareFile;

/**
 * Makes changes to several files all or none. The steps are written to a file of their own first;
 * only when it is on the disk are the files changed, and only when these are is it removed. A
 * journal that is found at start is carried out again if it is whole, and dropped if it is not. The
 * byte form is {@code count (4) || steps || CRC-32 (8)}, each step {@code kind (1) || path below
 * the root (2 + UTF-8) || position (8) || length (8) || bytes, if it writes}; one that cuts has
 * only the length.
 */
final class Journal {
  /** A bound above the bytes of a step in the journal beside its own. */
  private static final int STEP_OVERHEAD = 128;

  /** One change to one file. */
  sealed interface Step {
    /** The file that changes. */
    Path file();
  }

  /** Puts {@code bytes} at {@code position}; the file is made if it is not there. */
  record Write(Path file, long position, ByteBuffer bytes) implements Step {}

  /** Puts zeros from {@code position}, for {@code length} bytes. */
  record Clear(Path file, long position, long length) implements Step {}

  /** Cuts the file to {@code length} bytes, if it has more. */
  record Cut(Path file, long length) implements Step {}

  /** Removes the file. */
  record Delete(Path file) implements Step {}

  private final Path root;
  private final boolean durable;
  private final DirectorySync directories;
  private final Set<String> halfDone = ConcurrentHashMap.newKeySet();

  Journal(Path root, DirectorySync directories, boolean durable) {
    this.root = root;
    this.directories = directories;
    this.durable = durable;
  }

  /**
   * Carries out {@code steps}, in order, all or none; {@code name} is unique among those under way.
   * The files grow by {@code growth} bytes; {@code NO_SPACE}, and no change, if the disk has not
   * enough for them and for the journal.
   */
  void carryOut(String name, List<Step> steps, long growth) throws IOException {
    requireSpace(steps, growth);
    Path journal = journal(name);
    try {
      record(journal, steps);
    } catch (IOException e) {
      Files.deleteIfExists(journal);
      throw e;
    }
    halfDone.add(name);
    apply(steps);
    Files.delete(journal);
    halfDone.remove(name);
  }

  /**
   * Finishes the steps of {@code name} that a failure of the disk left half done; its files must
   * not be looked at before.
   */
  void finish(String name) throws IOException {
    if (!halfDone.contains(name)) return;
    apply(replay(journal(name)));
    Files.delete(journal(name));
    halfDone.remove(name);
  }

  private void requireSpace(List<Step> steps, long growth) throws IOException {
    long bytes = growth;
    for (Step step : steps)
      bytes += STEP_OVERHEAD + (step instanceof Write write ? write.bytes().remaining() : 0);
    if (bytes > Files.getFileStore(root).getUsableSpace())
      throw new GridException(GridException.Kind.NO_SPACE, "the disk of this server is full");
  }

  private Path journal(String name) {
    return root.resolve(name + ".journal");
  }

  /** Carries out or drops the journals of an earlier process. */
  void recover() throws IOException {
    try (var files = Files.newDirectoryStream(root, "*.journal")) {
      for (Path journal : files) {
        apply(replay(journal));
        Files.delete(journal);
      }
    }
  }

  private void record(Path journal, List<Step> steps) throws IOException {
    try (FileChannel channel =
        OwnerFiles.open(
            journal,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      CheckedOutputStream checked =
          new CheckedOutputStream(
              new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16), new CRC32());
      DataOutputStream out = new DataOutputStream(checked);
      out.writeInt(steps.size());
      for (Step step : steps) write(step, out);
      out.writeLong(checked.getChecksum().getValue());
      out.flush();
      if (durable) channel.force(true);
    }
    directories.sync(root);
  }

  private void write(Step step, DataOutputStream out) throws IOException {
    out.writeByte(kind(step));
    out.writeUTF(root.relativize(step.file()).toString());
    if (step instanceof Write write) {
      out.writeLong(write.position());
      out.writeLong(write.bytes().remaining());
      ByteBuffer bytes = write.bytes().duplicate();
      Channels.newChannel((OutputStream) out).write(bytes);
    } else if (step instanceof Clear clear) {
      out.writeLong(clear.position());
      out.writeLong(clear.length());
    } else if (step instanceof Cut cut) {
      out.writeLong(cut.length());
    }
  }

  private static char kind(Step step) {
    if (step instanceof Write) return 'w';
    if (step instanceof Clear) return 'c';
    return step instanceof Cut ? 'x' : 'd';
  }

  /** The steps of a journal; none if it is not whole. */
  private List<Step> replay(Path journal) throws IOException {
    if (!isWhole(journal)) return List.of();
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(journal), 1 << 16))) {
      List<Step> steps = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) steps.add(readStep(in));
      return steps;
    }
  }

  /** Checks the checksum, before anything is looked into. */
  private static boolean isWhole(Path journal) throws IOException {
    long length = Files.size(journal) - Long.BYTES;
    CheckedInputStream checked =
        new CheckedInputStream(
            new BufferedInputStream(Files.newInputStream(journal), 1 << 16), new CRC32());
    try (DataInputStream in = new DataInputStream(checked)) {
      if (length < Integer.BYTES) return false;
      in.skipNBytes(length);
      long checksum = checked.getChecksum().getValue();
      return in.readLong() == checksum;
    }
  }

  private Step readStep(DataInputStream in) throws IOException {
    int kind = in.readByte();
    Path file = root.resolve(in.readUTF());
    if (kind == 'd') return new Delete(file);
    long position = in.readLong();
    if (kind == 'x') return new Cut(file, position);
    long length = in.readLong();
    if (kind == 'c') return new Clear(file, position, length);
    return new Write(file, position, ByteBuffer.wrap(in.readNBytes(Math.toIntExact(length))));
  }

  private void apply(List<Step> steps) throws IOException {
    TreeSet<Path> changedDirectories = new TreeSet<>();
    for (Step step : steps) {
      if (step instanceof Delete) {
        Files.deleteIfExists(step.file());
        changedDirectories.add(step.file().getParent());
      } else {
        if (!Files.exists(step.file())) changedDirectories.add(step.file().getParent());
        directories.createLasting(step.file().getParent());
        change(step);
      }
    }
    for (Path directory : changedDirectories) directories.sync(directory);
  }

  private void change(Step step) throws IOException {
    try (FileChannel file =
        OwnerFiles.open(step.file(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      if (step instanceof Write write)
        ShareFile.write(file, write.position(), write.bytes().duplicate());
      else if (step instanceof Clear clear) clear(file, clear);
      else if (step instanceof Cut cut) file.truncate(cut.length());
      if (durable) file.force(true);
    }
  }

  private static void clear(FileChannel file, Clear clear) throws IOException {
    long end = clear.position() + clear.length();
    for (long at = clear.position(); at < end; at += 1 << 16) {
      ShareFile.write(file, at, ByteBuffer.allocate((int) Math.min(1 << 16, end - at)));
    }
  }
}
