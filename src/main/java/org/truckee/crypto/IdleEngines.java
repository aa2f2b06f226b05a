package org.truckee.crypto;

import java.security.GeneralSecurityException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The JDK's engines for one algorithm, which cost more to make than to use: as many as are used at
 * the same time. An engine is set up anew for each use. Thread-safe.
 */
final class IdleEngines<T> {
  private final Maker<T> maker;
  private final Queue<T> idle = new ConcurrentLinkedQueue<>();

  /** The making of an engine. */
  @FunctionalInterface
  interface Maker<T> {
    /** A new engine. */
    T make() throws GeneralSecurityException;
  }

  /** The use of an engine, which begins by setting it up. */
  @FunctionalInterface
  interface Use<T, R> {
    /** The result. */
    R of(T engine) throws GeneralSecurityException;
  }

  IdleEngines(Maker<T> maker) {
    this.maker = maker;
  }

  /** The result of {@code use} with an engine that nobody else has meanwhile. */
  <R> R use(Use<T, R> use) throws GeneralSecurityException {
    T known = idle.poll();
    T engine = known == null ? maker.make() : known;
    try {
      return use.of(engine);
    } finally {
      idle.add(engine);
    }
  }
}
