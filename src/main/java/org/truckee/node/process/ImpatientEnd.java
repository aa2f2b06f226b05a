package org.truckee.node.process;

import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of this process by a second Ctrl-C, while the first one's stop is under way. The JVM
 * itself passes over a signal then. It has no public way to hear of one, so that this is found by
 * its name; where it is not there, or where Ctrl-C is ignored, nothing changes.
 */
final class ImpatientEnd {
  private static final Logger LOG = LoggerFactory.getLogger(ImpatientEnd.class);

  /** The exit code of a program that Ctrl-C ended. */
  private static final int INTERRUPTED = 130;

  private ImpatientEnd() {}

  /** From now on, ends this process at once when Ctrl-C is pressed. */
  static void await() {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object halt =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> end());
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance("INT"), halt);
    } catch (ReflectiveOperationException absent) {
      LOG.debug("a second Ctrl-C can't be heard", absent);
    }
  }

  private static Object end() {
    Runtime.getRuntime().halt(INTERRUPTED);
    return null;
  }
}
