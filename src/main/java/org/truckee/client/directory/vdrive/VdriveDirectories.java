package org.truckee.client.directory.vdrive;

import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.truckee.cap.Capability;
import org.truckee.cap.VdriveReadCap;
import org.truckee.cap.VdriveWriteCap;
import org.truckee.client.directory.Directory;
import org.truckee.client.directory.DirectoryFormat;
import org.truckee.client.directory.DirectoryKind;
import org.truckee.client.pool.SequentialSteps;
import org.truckee.client.server.vdrive.VdriveServers;
import org.truckee.crypto.Ed25519VerifyingKey;
import org.truckee.crypto.StorageIndex;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.vdrive.VdriveEntry;
import org.truckee.dirnode.vdrive.VdriveWriter;
import org.truckee.protocol.vdrive.VdriveChange;
import org.truckee.protocol.vdrive.VdriveWrite;
import org.truckee.worker.Codec;

/**
 * Directories that vdrive servers keep. They are made without an RSA key and changed entry by
 * entry, and need their server to be there.
 */
public final class VdriveDirectories implements DirectoryKind {
  /** The most entries of a new directory in one step, so that none of them takes long. */
  private static final int STEP = 1000;

  /** The rough number of bytes of entries in one step, below the bound of a message. */
  private static final long STEP_SIZE = VdriveWrite.MAX_SIZE / 8;

  private final VdriveServers servers;
  private final Codec codec;
  private final RandomGenerator random;
  private final VdriveMemory memory = new VdriveMemory();
  private final VdriveSteps steps;

  /** Directories on {@code servers}; {@code random} makes keys, so it must be a secure one. */
  public VdriveDirectories(
      VdriveServers servers, Codec codec, RandomGenerator random, InstantSource clock) {
    this.servers = servers;
    this.codec = codec;
    this.random = random;
    this.steps = new VdriveSteps(servers, codec, memory, random, clock);
  }

  /**
   * Recalls the entries that {@code file} notes as seen, and notes new ones there, so that a server
   * which goes back in time while this gateway is stopped is found out. Blocks.
   */
  public void remember(Path file) throws IOException {
    memory.keepIn(file);
  }

  /** Closes the file of {@link #remember}. Blocks. */
  public void close() throws IOException {
    memory.close();
  }

  @Override
  public Optional<Directory> open(Capability capability) {
    if (capability instanceof VdriveWriteCap write)
      return Optional.of(directory(write, VdriveView.of(write, servers, codec, memory)));
    if (capability instanceof VdriveReadCap read)
      return Optional.of(directory(read, VdriveView.of(read, servers, codec, memory)));
    return Optional.empty();
  }

  private Directory directory(Capability capability, VdriveView view) {
    return new VdriveDirectory(capability, view, steps);
  }

  @Override
  public Set<DirectoryFormat> formats() {
    return Set.of(DirectoryFormat.VDRIVE);
  }

  @Override
  public Future<Directory> create(DirectoryFormat format, List<Child> children) {
    return make(NestedTables.newCap(random), children);
  }

  @Override
  public Future<List<Directory>> createNested(
      DirectoryFormat format, List<String> names, Optional<Edit> inside) {
    return codec
        .run(() -> NestedTables.of(names, inside, random))
        .compose(
            tables ->
                codec
                    .run(() -> new VdriveWrite(tables.keys(), steps.entries(tables)))
                    .compose(
                        step ->
                            servers
                                .homes()
                                .making(tables.addresses(), client -> client.write(step)))
                    .map(made -> tables.caps().stream().map(this::opened).toList()));
  }

  private Directory opened(VdriveWriteCap cap) {
    return open(cap).orElseThrow();
  }

  /** Makes the directory of {@code cap}, unless it is there already. */
  public Future<Directory> make(VdriveWriteCap cap) {
    return make(cap, List.of());
  }

  /** Adds the children in steps: nobody knows of the directory before its capability is told. */
  private Future<Directory> make(VdriveWriteCap cap, List<Child> children) {
    VdriveWriter writer = new VdriveWriter(cap);
    StorageIndex address = cap.verifyCap().orElseThrow().storageIndex();
    Iterator<Child> rest = children.iterator();
    return codec
        .run(() -> step(List.of(writer.verifyingKey()), writer, rest))
        .compose(step -> servers.homes().making(List.of(address), client -> client.write(step)))
        .compose(made -> SequentialSteps.whileTrue(() -> addMore(address, writer, rest)))
        .map(made -> opened(cap));
  }

  private Future<Boolean> addMore(StorageIndex address, VdriveWriter writer, Iterator<Child> rest) {
    if (!rest.hasNext()) return Future.succeededFuture(false);
    return codec
        .run(() -> step(List.of(), writer, rest))
        .compose(step -> servers.homes().at(address, client -> client.write(step)))
        .map(true);
  }

  /** The first entries, as many as one step may have. */
  private VdriveWrite step(
      List<Ed25519VerifyingKey> keys, VdriveWriter writer, Iterator<Child> rest) {
    List<VdriveChange> entries = new ArrayList<>();
    long size = 0;
    while (rest.hasNext() && entries.size() < STEP && size < STEP_SIZE) {
      VdriveEntry entry = writer.put(rest.next(), 1, random);
      entries.add(new VdriveChange(writer.reader().address(), entry));
      size += entry.size();
    }
    return new VdriveWrite(keys, entries);
  }
}
