package org.truckee.worker;

import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.truckee.platform.BlockingWork;
import org.truckee.platform.Timers;

/**
 * The parts of this machine that a role works with. Tests put parts of their own in their places.
 *
 * @param timers run a step of the event loop that asks later
 * @param blocking does what blocks
 * @param codec computes
 * @param clock tells the time of day
 * @param random gives secrets
 */
public record Machine(
    Timers timers, BlockingWork blocking, Codec codec, InstantSource clock, SecureRandom random) {
  /** The machine that {@code vertx} runs on. */
  public static Machine of(Vertx vertx, Codec codec, InstantSource clock, SecureRandom random) {
    return new Machine(Timers.of(vertx), BlockingWork.of(vertx), codec, clock, random);
  }
}
