package org.truckee.client.directory.vdrive;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.truckee.GridException;
import org.truckee.client.server.vdrive.VdriveServers;
import org.truckee.crypto.Ed25519VerifyingKey;
import org.truckee.dirnode.Edit;
import org.truckee.protocol.vdrive.VdriveChange;
import org.truckee.protocol.vdrive.VdriveConflict;
import org.truckee.protocol.vdrive.VdriveWrite;
import org.truckee.worker.Codec;

/**
 * Edits of one or two directories on their way to the server as one step. A slot that was never
 * seen is guessed to be empty, since most names are new; if the server has an entry there, it sends
 * that, and the edits are applied to it. So writers of different names never get in each other's
 * way, and those of the same name take turns.
 */
final class VdriveStep {
  /** So many writers of one name may come before; each time one of them got through. */
  private static final int MAX_ATTEMPTS = 200;

  private static final int LOOKS_AT_ONCE = 16;

  private final VdriveServers servers;
  private final Codec codec;
  private final VdriveMemory memory;
  private final RandomGenerator random;
  private final Instant now;
  private final List<StepPart> parts;

  VdriveStep(
      VdriveServers servers,
      Codec codec,
      VdriveMemory memory,
      RandomGenerator random,
      Instant now,
      List<StepPart> parts) {
    this.servers = servers;
    this.codec = codec;
    this.memory = memory;
    this.random = random;
    this.now = now;
    this.parts = parts;
  }

  /** Makes the step, as often as others come before it. */
  Future<Void> run() {
    if (parts.stream().anyMatch(part -> part.size() > VdriveWrite.MAX_ENTRIES))
      return Future.failedFuture(tooMany());
    return codec
        .run(() -> parts.stream().map(StepPart::guess).toList())
        .compose(this::lookAtAll)
        .compose(known -> attempt(MAX_ATTEMPTS));
  }

  /** Reads what could not be guessed: some edits of each part. */
  private Future<?> lookAtAll(List<List<Edit>> unknown) {
    List<Future<Void>> looks = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      StepPart part = parts.get(i);
      unknown.get(i).forEach(edit -> looks.add(part.look(edit)));
    }
    return Future.all(looks);
  }

  private Future<Void> attempt(int left) {
    return codec.run(this::step).compose(step -> write(step, left));
  }

  private Future<Void> write(VdriveWrite step, int left) {
    List<VdriveChange> changes = step.entries();
    if (changes.isEmpty()) return Future.succeededFuture();
    if (changes.size() > VdriveWrite.MAX_ENTRIES) return Future.failedFuture(tooMany());
    List<Future<Void>> current = parts.stream().map(part -> part.checkNewest()).toList();
    long asked = memory.now();
    return servers
        .homes()
        .at(parts.get(0).address(), client -> client.write(step))
        .compose(conflict -> Future.all(current).map(conflict))
        .compose(
            conflict -> {
              if (conflict.isEmpty()) return codec.run(() -> noteWritten(changes, asked));
              if (left == 0) return Future.failedFuture(tooBusy());
              return codec
                  .run(() -> learn(conflict.get(), asked))
                  .compose(learnt -> lookAt(conflict.get().omitted(), 0))
                  .compose(learnt -> attempt(left - 1));
            });
  }

  /** Reads what the server's answer had no room for, a few at a time. */
  private Future<Void> lookAt(List<VdriveConflict.Place> places, int first) {
    if (first >= places.size()) return Future.succeededFuture();
    List<Future<Void>> looks = new ArrayList<>();
    int end = Math.min(places.size(), first + LOOKS_AT_ONCE);
    for (VdriveConflict.Place place : places.subList(first, end))
      for (StepPart part : parts)
        if (part.concerns(place)) looks.add(part.look(place.slot()).mapEmpty());
    return Future.all(looks).compose(seen -> lookAt(places, end));
  }

  private Void noteWritten(List<VdriveChange> changes, long asked) {
    parts.forEach(part -> part.noteWritten(changes, asked));
    return null;
  }

  private Void learn(VdriveConflict conflict, long asked) {
    parts.forEach(part -> part.learn(conflict, asked));
    return null;
  }

  private VdriveWrite step() {
    List<Ed25519VerifyingKey> keys = new ArrayList<>();
    List<VdriveChange> changes = new ArrayList<>();
    for (StepPart part : parts) {
      keys.addAll(part.newKeys());
      changes.addAll(part.changes(now, random));
    }
    return new VdriveWrite(keys, changes);
  }

  private static GridException tooMany() {
    return new GridException(
        GridException.Kind.TOO_LARGE,
        "one change of a directory concerns at most " + VdriveWrite.MAX_ENTRIES + " names");
  }

  private static GridException tooBusy() {
    return new GridException(
        GridException.Kind.BUSY, "too many others change the same name", "try again in a moment");
  }
}
