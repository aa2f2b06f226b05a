package org.truckee.vdrive;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.truckee.GridException;
import org.truckee.cap.VdriveVerifyCap;
import org.truckee.crypto.Ed25519VerifyingKey;
import org.truckee.crypto.StorageIndex;
import org.truckee.protocol.message.WireFormat;
import org.truckee.protocol.message.WireMessages;
import org.truckee.protocol.port.Exchange;
import org.truckee.protocol.port.MessageMemory;
import org.truckee.protocol.vdrive.VdriveChange;
import org.truckee.protocol.vdrive.VdriveConflict;
import org.truckee.protocol.vdrive.VdriveWrite;
import org.truckee.worker.Codec;

/**
 * {@code POST /vdrive/v1/write}: makes a step that holders of its directories' write capabilities
 * have signed. Thread-safe.
 */
final class WriteStep implements Handler<RoutingContext> {
  private static final int MAX_KEYS = 10_000;
  private static final int SMALL = 64 << 10;

  private final DirnodeStore store;
  private final Codec codec;
  private final int maximumEntrySize;
  private final CreationLimit creations;
  private final MessageMemory memory;

  /** Keys of directories that were written to lately; a directory's key never changes. */
  private final Map<StorageIndex, Ed25519VerifyingKey> keys =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(
                Map.Entry<StorageIndex, Ed25519VerifyingKey> eldest) {
              return size() > MAX_KEYS;
            }
          });

  WriteStep(
      DirnodeStore store,
      Codec codec,
      int maximumEntrySize,
      CreationLimit creations,
      MessageMemory memory) {
    this.memory = memory;
    this.store = store;
    this.codec = codec;
    this.maximumEntrySize = maximumEntrySize;
    this.creations = creations;
  }

  @Override
  public void handle(RoutingContext ctx) {
    WireFormat answer = WireMessages.accepted(ctx);
    WireFormat format = WireMessages.format(ctx);
    Exchange exchange = new Exchange(ctx, memory);
    exchange
        .body(VdriveWrite.MAX_SIZE)
        .compose(body -> read(body, format))
        .map(step -> checkLimits(exchange.client(), step))
        .compose(step -> exchange.reserve(conflictMemory(step)).map(step))
        .compose(step -> checkSignatures(step).compose(signed -> store.write(step)))
        .compose(conflict -> encode(answer, conflict))
        .onSuccess(conflict -> answer(exchange, ctx, answer, conflict))
        .onFailure(exchange::fail);
  }

  /** A long message is read by a worker. */
  private Future<VdriveWrite> read(byte[] body, WireFormat format) {
    return body.length <= SMALL
        ? Future.succeededFuture(format.read(body, VdriveWrite::read))
        : codec.run(() -> format.read(body, VdriveWrite::read));
  }

  /**
   * The memory for the entries that may be in the way of {@code step}, as they are found and as
   * they are sent.
   */
  private long conflictMemory(VdriveWrite step) {
    long present = (long) step.entries().size() * maximumEntrySize;
    return 2 * Math.min(present, VdriveWrite.MAX_SIZE);
  }

  private Future<Optional<Buffer>> encode(WireFormat format, Optional<VdriveConflict> conflict) {
    return conflict.isEmpty()
        ? Future.succeededFuture(Optional.empty())
        : codec.run(() -> conflict.map(present -> format.write(present::write)));
  }

  private static void answer(
      Exchange exchange, RoutingContext ctx, WireFormat format, Optional<Buffer> conflict) {
    if (conflict.isPresent()) exchange.reply(409, format, conflict.get());
    else exchange.sent(ctx.response().setStatusCode(204).end(), 0);
  }

  private VdriveWrite checkLimits(String client, VdriveWrite step) {
    for (VdriveChange change : step.entries()) {
      if (change.entry().toBytes().size() > maximumEntrySize)
        throw new GridException(
            GridException.Kind.TOO_LARGE,
            "a directory entry has at most " + maximumEntrySize + " bytes here");
    }
    creations.count(client, step.directories().size());
    return step;
  }

  private Future<Void> checkSignatures(VdriveWrite step) {
    return keys(step).compose(all -> codec.run(() -> checkSignatures(step, all)));
  }

  private static Void checkSignatures(
      VdriveWrite step, Map<StorageIndex, Ed25519VerifyingKey> keys) {
    for (Ed25519VerifyingKey key : step.directories())
      if (!key.isUsable())
        throw new GridException(
            GridException.Kind.BAD_REQUEST, "the key of a new directory is no Ed25519 key");
    for (VdriveChange change : step.entries()) {
      StorageIndex directory = change.directory();
      if (!change.entry().isSignedBy(keys.get(directory), directory))
        throw new GridException(
            GridException.Kind.FORBIDDEN,
            "an entry for directory " + directory + " is not signed with the directory's key");
    }
    return null;
  }

  /** The keys of all directories that {@code step} changes; {@code NOT_FOUND} if one is unknown. */
  private Future<Map<StorageIndex, Ed25519VerifyingKey>> keys(VdriveWrite step) {
    Map<StorageIndex, Ed25519VerifyingKey> all = new HashMap<>();
    for (Ed25519VerifyingKey key : step.directories())
      all.put(VdriveVerifyCap.of(key).storageIndex(), key);
    Set<StorageIndex> others = new HashSet<>();
    for (VdriveChange change : step.entries()) others.add(change.directory());
    others.removeAll(all.keySet());
    List<Future<Ed25519VerifyingKey>> found =
        others.stream()
            .map(directory -> key(directory).onSuccess(key -> all.put(directory, key)))
            .toList();
    return Future.all(found).map(whole -> all);
  }

  private Future<Ed25519VerifyingKey> key(StorageIndex directory) {
    Ed25519VerifyingKey known = keys.get(directory);
    if (known != null) return Future.succeededFuture(known);
    return store.head(directory).map(head -> remember(directory, head));
  }

  private Ed25519VerifyingKey remember(StorageIndex directory, Optional<DirnodeStore.Head> head) {
    Ed25519VerifyingKey key =
        head.map(DirnodeStore.Head::key).orElseThrow(() -> DirnodeStore.missing(directory));
    keys.put(directory, key);
    return key;
  }
}
