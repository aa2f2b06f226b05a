package org.truckee.packaging;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A tar archive in the form of POSIX (ustar). All entries have one time, and owners by number only.
 * The directories above an entry are added before it.
 */
final class TarFile implements Closeable {
  private static final int BLOCK = 512;
  private static final int NAME = 100;
  private static final int PREFIX = 155;

  private static final char FILE = '0';
  private static final char LINK = '2';
  private static final char DIRECTORY = '5';

  private final OutputStream out;
  private final Instant time;
  private final Set<String> directories = new HashSet<>(Set.of(""));

  /** The rights and the owner of an entry; a user has a group of the same number. */
  record Access(int mode, int owner) {
    static final Access PROGRAM = new Access(0755, 0);
    static final Access DATA = new Access(0644, 0);
  }

  /** The archive in {@code out}, with the {@code time} of all its entries. */
  TarFile(OutputStream out, Instant time) {
    this.out = out;
    this.time = time;
  }

  /** Adds a directory, unless it is there. */
  void directory(String name, Access access) throws IOException {
    if (!directories.add(name)) return;
    above(name);
    header(name + "/", access, DIRECTORY, 0, "");
  }

  private void above(String name) throws IOException {
    int slash = name.lastIndexOf('/');
    if (slash > 0) directory(name.substring(0, slash), Access.PROGRAM);
  }

  /** Adds a file. */
  void file(String name, Access access, byte[] contents) throws IOException {
    above(name);
    header(name, access, FILE, contents.length, "");
    out.write(contents);
    pad(contents.length);
  }

  /** Adds a copy of {@code file}. */
  void file(String name, Access access, Path file) throws IOException {
    above(name);
    long size = Files.size(file);
    header(name, access, FILE, size, "");
    if (Files.copy(file, out) != size) throw new IOException(file + " changes while it is read");
    pad(size);
  }

  /** Adds a symbolic link to {@code target}. */
  void link(String name, String target) throws IOException {
    above(name);
    header(name, new Access(0777, 0), LINK, 0, target);
  }

  /** Adds all below {@code directory}, in the order of names. */
  void tree(String name, Path directory) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(directory)) {
      all = walk.skip(1).sorted().toList();
    }
    for (Path path : all) {
      String entry = name + "/" + directory.relativize(path).toString().replace('\\', '/');
      if (Files.isSymbolicLink(path)) link(entry, Files.readSymbolicLink(path).toString());
      else if (Files.isDirectory(path)) directory(entry, Access.PROGRAM);
      else file(entry, Files.isExecutable(path) ? Access.PROGRAM : Access.DATA, path);
    }
  }

  /** Ends the archive. */
  @Override
  public void close() throws IOException {
    out.write(new byte[2 * BLOCK]);
    out.close();
  }

  private void pad(long size) throws IOException {
    out.write(new byte[(int) (-size & (BLOCK - 1))]);
  }

  private void header(String name, Access access, char type, long size, String target)
      throws IOException {
    byte[] header = new byte[BLOCK];
    int cut = name.length() <= NAME ? -1 : name.indexOf('/', name.length() - NAME - 1);
    put(header, 0, NAME, name.substring(cut + 1));
    if (cut > 0) put(header, 345, PREFIX, name.substring(0, cut));
    octal(header, 100, 8, access.mode());
    octal(header, 108, 8, access.owner());
    octal(header, 116, 8, access.owner());
    octal(header, 124, 12, size);
    octal(header, 136, 12, time.getEpochSecond());
    Arrays.fill(header, 148, 156, (byte) ' ');
    header[156] = (byte) type;
    put(header, 157, NAME, target);
    put(header, 257, 8, "ustar\00000");
    octal(header, 148, 7, sum(header));
    out.write(header);
  }

  private static void put(byte[] header, int at, int room, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > room) throw new IllegalArgumentException("too long for a tar: " + text);
    ByteBuffer.wrap(header).position(at).put(bytes);
  }

  private static void octal(byte[] header, int at, int room, long number) {
    String digits = Long.toOctalString(number);
    if (digits.length() >= room) throw new IllegalArgumentException("too large: " + number);
    put(header, at, room, "0".repeat(room - 1 - digits.length()) + digits + "\0");
  }

  private static long sum(byte[] header) {
    long sum = 0;
    for (byte b : header) sum += b & 0xff;
    return sum;
  }
}
