package org.truckee.client.mutable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.crypto.AesGcm;
import org.truckee.crypto.Tag;
import org.truckee.mutable.FileKeyPair;
import org.truckee.platform.OwnerFiles;

/**
 * Key pairs that wait in a directory for new mutable files, each in a file of its own, which only
 * this user may read and only this node can open. A key pair leaves the disk, durably, before it is
 * given away: whatever happens, it never serves two files. Blocks; one thread at a time, but for
 * {@link #count}.
 *
 * <pre>
 * NAME.sealed     AES-256-GCM(hash of the node's secret, PKCS#8 DER), bound to NAME
 * </pre>
 */
final class KeptKeys {
  private static final Logger LOG = LoggerFactory.getLogger(KeptKeys.class);
  private static final String SEALED = ".sealed";

  private final Path directory;
  private final AesGcm seal;
  private final SecureRandom random;
  private final Queue<Path> files = new ConcurrentLinkedQueue<>();

  /** Key pairs in {@code directory}, sealed by what follows from {@code secret}. */
  KeptKeys(Path directory, Secret secret, SecureRandom random) {
    this.directory = directory;
    this.seal = new AesGcm(new Secret(Tag.KEPT_KEY_PAIR.hash(secret.bytes())));
    this.random = random;
  }

  /** The number of key pairs that wait. */
  int count() {
    return files.size();
  }

  /** Finds what is left of earlier times; makes the directory if it is not there. */
  void open() throws IOException {
    OwnerFiles.directories(directory);
    try (DirectoryStream<Path> found = Files.newDirectoryStream(directory)) {
      for (Path file : found) {
        if (file.toString().endsWith(SEALED)) files.add(file);
        else Files.delete(file); // half a key pair, or one that anybody could have put there
      }
    }
  }

  /** Keeps {@code keys}, which were given to nobody. */
  void add(FileKeyPair keys) throws IOException {
    byte[] name = new byte[8];
    random.nextBytes(name);
    Path file = directory.resolve(HexFormat.of().formatHex(name) + SEALED);
    Path unfinished = directory.resolve(file.getFileName() + ".new");
    ByteBuffer rest = seal.seal(keys.pkcs8().bytes(), place(file), random).asByteBuffer();
    try (FileChannel out =
        OwnerFiles.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      while (rest.hasRemaining()) out.write(rest);
      out.force(true);
    }
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    files.add(file);
  }

  /** Takes up to {@code most} key pairs from the disk, which forgets them; useless files go too. */
  List<FileKeyPair> take(int most) throws IOException {
    List<FileKeyPair> taken = new ArrayList<>();
    for (Path file = files.poll(); file != null; file = taken.size() < most ? files.poll() : null)
      read(file, taken);
    try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
      entries.force(true);
    }
    return taken;
  }

  private void read(Path file, List<FileKeyPair> taken) throws IOException {
    Bytes stored = Bytes.wrap(Files.readAllBytes(file));
    Files.delete(file);
    try {
      taken.add(FileKeyPair.ofPkcs8(new Secret(opened(file, stored))));
    } catch (GridException damaged) {
      LOG.warn("a key pair that was made ahead is of no use: {}", damaged.toString());
    }
  }

  private Bytes opened(Path file, Bytes stored) {
    return seal.open(stored, place(file))
        .orElseThrow(
            () ->
                new GridException(
                    GridException.Kind.CORRUPT, "it was made by another node, or is damaged"));
  }

  private static Bytes place(Path file) {
    return Bytes.utf8(file.getFileName().toString());
  }
}
