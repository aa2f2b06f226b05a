package org.truckee.erasure;

import com.backblaze.erasure.CodingLoop;
import java.lang.reflect.InvocationTargetException;
import java.util.Optional;

/**
 * The choice of the coding loop: the one on the Vector API where the JVM was started with it, else
 * the one on packed longs.
 */
final class CodingLoops {
  private static final String VECTOR_MODULE = "jdk.incubator.vector";
  private static final String VECTOR_LOOP = "org.truckee.erasure.VectorCodingLoop";
  private static final CodingLoop FASTEST = vector().orElseGet(PackedCodingLoop::new);

  private CodingLoops() {}

  /** The fastest loop of this JVM. */
  static CodingLoop fastest() {
    return FASTEST;
  }

  /**
   * The loop on the Vector API; empty if the JVM lacks the module or has another version of it than
   * the class was compiled for. It is named by its name only, since the module is an incubator's
   * and may be missing.
   */
  static Optional<CodingLoop> vector() {
    if (ModuleLayer.boot().findModule(VECTOR_MODULE).isEmpty()) return Optional.empty();
    try {
      return Optional.of(
          Class.forName(VECTOR_LOOP)
              .asSubclass(CodingLoop.class)
              .getDeclaredConstructor()
              .newInstance());
    } catch (LinkageError | InvocationTargetException | UnsupportedOperationException e) {
      return Optional.empty();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the build left out " + VECTOR_LOOP, e);
    }
  }
}
