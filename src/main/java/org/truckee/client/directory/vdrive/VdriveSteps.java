package org.truckee.client.directory.vdrive;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.truckee.cap.VdriveWriteCap;
import org.truckee.client.server.vdrive.VdriveServers;
import org.truckee.dirnode.Edit;
import org.truckee.protocol.vdrive.VdriveChange;
import org.truckee.worker.Codec;

/** Steps over one or several vdrive directories of one gateway. */
record VdriveSteps(
    VdriveServers servers,
    Codec codec,
    VdriveMemory memory,
    RandomGenerator random,
    InstantSource clock) {
  /** Makes one step over all {@code parts}. */
  Future<Void> make(List<StepPart> parts) {
    return new VdriveStep(servers, codec, memory, random, clock.instant(), parts).run();
  }

  /** The entries of {@code tables}, as linked now. On a worker. */
  List<VdriveChange> entries(NestedTables tables) {
    return tables.entries(clock.instant(), random);
  }

  /** Makes {@code edit} to the directory of {@code view}, and {@code tables} with it. */
  Future<Void> make(VdriveView view, Edit edit, NestedTables tables) {
    return make(List.of(new StepPart(view, List.of(edit), Optional.of(tables))))
        .onSuccess(made -> servers.homes().joined(tables.addresses(), view.address()));
  }

  /** Returns whether one step can make directories and link them in that of {@code view}. */
  boolean canMakeIn(VdriveView view) {
    return servers.homes().takesNew(view.address());
  }

  /** The directory of {@code cap}, as its writer sees it. */
  VdriveView view(VdriveWriteCap cap) {
    return VdriveView.of(cap, servers, codec, memory);
  }

  /** Returns whether one step can change both. */
  boolean canChange(VdriveView one, VdriveView other) {
    return servers.homes().together(one.address(), other.address());
  }
}
