package org.truckee.vdrive;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
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
import org.truckee.protocol.VdriveChange;
import org.truckee.protocol.VdriveConflict;
import org.truckee.protocol.VdriveWrite;
import org.truckee.protocol.WireFormat;
import org.truckee.protocol.WireMessages;
import org.truckee.worker.Codec;

/**
 * {@code POST /vdrive/v1/write}: makes a step that whoever has the write capabilities of its
 * directories has signed. Event loop only.
 */
final class WriteStep implements Handler<RoutingContext> {
  private static final int MAX_KEYS = 10_000;

  private final DirnodeStore store;
  private final Codec codec;
  private final int maximumEntrySize;
  private final CreationLimit creations;

  /** Keys of directories that were written to lately; a directory's key never changes. */
  private final Map<StorageIndex, Ed25519VerifyingKey> keys =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<StorageIndex, Ed25519VerifyingKey> eldest) {
          return size() > MAX_KEYS;
        }
      };

  WriteStep(DirnodeStore store, Codec codec, int maximumEntrySize, CreationLimit creations) {
    this.store = store;
    this.codec = codec;
    this.maximumEntrySize = maximumEntrySize;
    this.creations = creations;
  }

  @Override
  public void handle(RoutingContext ctx) {
    WireFormat format = WireMessages.accepted(ctx);
    String client = ctx.request().remoteAddress().hostAddress();
    WireMessages.message(ctx, VdriveWrite.MAX_SIZE, VdriveWrite::read)
        .map(step -> checkLimits(client, step))
        .compose(step -> checkSignatures(step).compose(signed -> store.write(step)))
        .onSuccess(conflict -> answer(ctx, format, conflict))
        .onFailure(ctx::fail);
  }

  private static void answer(
      RoutingContext ctx, WireFormat format, Optional<VdriveConflict> conflict) {
    if (conflict.isPresent()) WireMessages.reply(ctx, 409, format, conflict.get()::write);
    else ctx.response().setStatusCode(204).end();
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
    return keys(step).compose(all -> codec.run(() -> checkSignatures(step.entries(), all)));
  }

  private static Void checkSignatures(
      List<VdriveChange> changes, Map<StorageIndex, Ed25519VerifyingKey> keys) {
    for (VdriveChange change : changes) {
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
        head.map(DirnodeStore.Head::key)
            .orElseThrow(
                () ->
                    new GridException(
                        GridException.Kind.NOT_FOUND,
                        "directory " + directory + " is not kept here"));
    keys.put(directory, key);
    return key;
  }
}
