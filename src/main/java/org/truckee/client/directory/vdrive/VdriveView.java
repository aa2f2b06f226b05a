package org.truckee.client.directory.vdrive;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.truckee.GridException;
import org.truckee.Subject;
import org.truckee.bytes.Bytes;
import org.truckee.cap.VdriveReadCap;
import org.truckee.cap.VdriveWriteCap;
import org.truckee.client.directory.Directories;
import org.truckee.client.server.vdrive.VdriveClient;
import org.truckee.client.server.vdrive.VdriveServers;
import org.truckee.crypto.Ed25519VerifyingKey;
import org.truckee.crypto.StorageIndex;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.Slot;
import org.truckee.dirnode.vdrive.VdriveEntry;
import org.truckee.dirnode.vdrive.VdriveReader;
import org.truckee.dirnode.vdrive.VdriveWriter;
import org.truckee.protocol.vdrive.VdrivePage;
import org.truckee.worker.Codec;

/**
 * One vdrive directory's entries, as far as they can be trusted: every entry that leaves here was
 * signed with the directory's key and is as new as those seen before. {@code CORRUPT} names the lie
 * of a server.
 */
final class VdriveView {
  private final VdriveReader reader;
  private final Optional<VdriveWriter> writer;
  private final VdriveServers servers;
  private final Codec codec;
  private final VdriveMemory memory;

  private VdriveView(
      VdriveReader reader,
      Optional<VdriveWriter> writer,
      VdriveServers servers,
      Codec codec,
      VdriveMemory memory) {
    this.reader = reader;
    this.writer = writer;
    this.servers = servers;
    this.codec = codec;
    this.memory = memory;
  }

  static VdriveView of(VdriveReadCap cap, VdriveServers servers, Codec codec, VdriveMemory memory) {
    return new VdriveView(new VdriveReader(cap), Optional.empty(), servers, codec, memory);
  }

  static VdriveView of(
      VdriveWriteCap cap, VdriveServers servers, Codec codec, VdriveMemory memory) {
    VdriveWriter writer = new VdriveWriter(cap);
    return new VdriveView(writer.reader(), Optional.of(writer), servers, codec, memory);
  }

  /** The address of the directory. */
  StorageIndex address() {
    return reader.address();
  }

  /** The writer of entries, if the capability allows it. */
  VdriveWriter writer() {
    return writer.orElseThrow(Directories::readOnly);
  }

  /** The slot of a name. */
  Slot slot(String name) {
    return reader.slot(name);
  }

  /** The child that a trusted entry holds. On a worker. */
  Optional<Child> child(Optional<VdriveEntry> entry) {
    return entry.flatMap(one -> writer.map(all -> all.open(one)).orElseGet(() -> reader.open(one)));
  }

  /** The entry in a slot. */
  Future<Optional<VdriveEntry>> entry(Slot slot) {
    long asked = memory.now();
    return ask(client -> client.get(address(), slot))
        .compose(page -> codec.run(() -> entry(slot, page, asked)));
  }

  /**
   * The failure of a missing directory: one that was seen before has been lost, since no directory
   * is ever taken away.
   */
  <T> Future<T> ask(Function<VdriveClient, Future<T>> question) {
    return servers
        .homes()
        .at(address(), question)
        .recover(
            failure ->
                GridException.is(failure, GridException.Kind.NOT_FOUND) && memory.knows(address())
                    ? Future.failedFuture(denied())
                    : Future.failedFuture(failure));
  }

  private Optional<VdriveEntry> entry(Slot slot, VdrivePage page, long asked) {
    checkKey(page.key());
    for (VdriveEntry entry : page.entries()) {
      if (!entry.slot().equals(slot)) throw swapped();
      check(page.key(), entry, asked);
      return Optional.of(entry);
    }
    memory.noteNothing(address(), slot, asked);
    return Optional.empty();
  }

  /**
   * Trusts a server's entries as of the time {@code asked}, or finds out that it lies. On a worker.
   */
  void check(List<VdriveEntry> entries, long asked) {
    for (VdriveEntry entry : entries) check(writer().verifyingKey(), entry, asked);
  }

  /** Notes an entry that a server has taken, and that others may have replaced since. */
  void noteWritten(VdriveEntry entry, long asked) {
    memory.note(address(), entry.slot(), entry.sequence(), entry.digest(), asked);
    memory.keepNewest(address());
  }

  /**
   * Checks that the newest known change is still there: {@code CORRUPT} if the server has gone back
   * in time. A server that does not answer has not.
   */
  Future<Void> checkNewest() {
    Optional<Slot> newest = memory.newest(address());
    if (newest.isEmpty()) return Future.succeededFuture();
    return entry(newest.get())
        .<Void>mapEmpty()
        .recover(
            failure ->
                GridException.is(failure, GridException.Kind.CORRUPT)
                    ? Future.failedFuture(failure)
                    : Future.succeededFuture());
  }

  /** Notes that a slot was empty when its server was {@code asked}. */
  void checkNothing(Slot slot, long asked) {
    memory.noteNothing(address(), slot, asked);
  }

  /** Trusts the key that a server gave, or finds out that it lies. */
  void checkKey(Ed25519VerifyingKey key) {
    if (!reader.trusts(key)) throw corrupt("comes with a key that is not its own");
  }

  /** The same for an entry, which {@code key} has to have signed. On a worker. */
  void check(Ed25519VerifyingKey key, VdriveEntry entry, long asked) {
    Bytes digest = entry.digest();
    if (!memory.isChecked(address(), entry.slot(), digest) && !entry.isSignedBy(key, address()))
      throw corrupt("has an entry that its writers did not sign");
    memory.note(address(), entry.slot(), entry.sequence(), digest, asked);
  }

  /** The server's name for the present state of the directory. */
  Future<Optional<String>> state() {
    return ask(client -> client.pageUnless(address(), 1, Optional.empty()))
        .map(page -> page.flatMap(VdriveClient.TaggedPage::tag));
  }

  /** The place of its computing. */
  Codec codec() {
    return codec;
  }

  /** The memory of entries. */
  VdriveMemory memory() {
    return memory;
  }

  /** The children among trusted entries. */
  Future<List<Child>> children(List<VdriveEntry> entries) {
    return codec.run(
        () -> {
          List<Child> children = new ArrayList<>();
          for (VdriveEntry entry : entries) child(Optional.of(entry)).ifPresent(children::add);
          return children;
        });
  }

  private GridException denied() {
    return new GridException(
        GridException.Kind.CORRUPT,
        Subject.directory(address()),
        "was there before, and every known vdrive server denies it now");
  }

  private GridException swapped() {
    return corrupt("has another entry than the one that was asked for");
  }

  /** The failure of a server that lies about this directory. */
  GridException corrupt(String what) {
    return new GridException(
        GridException.Kind.CORRUPT,
        Subject.directory(address()),
        what,
        "its vdrive server can't be trusted");
  }
}
