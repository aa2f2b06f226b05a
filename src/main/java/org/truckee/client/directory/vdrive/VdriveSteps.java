package org.truckee.client.directory.vdrive;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import org.truckee.client.server.vdrive.VdriveServers;
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

  /** Returns whether one step can change both. */
  boolean canChange(VdriveView one, VdriveView other) {
    return servers.homes().together(one.address(), other.address());
  }
}
