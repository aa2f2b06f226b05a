package org.truckee.node.process;

import java.util.List;

/** A version of the JVM, and the options that it needs to run nodes as fast as others do. */
record JvmVersion(int feature) {
  /** The first one on which netty goes without direct access to memory unless it is told so. */
  private static final int ACCESS_DENIED = 24;

  /** The version of this process, and of those that it starts. */
  static JvmVersion own() {
    return new JvmVersion(Runtime.version().feature());
  }

  /**
   * The options for direct access to memory, without which everything large is a third slower:
   * netty copies more, and closes its buffers with a handshake of all threads. An older JVM has no
   * such option, and would not start with it. The launcher chooses in the same way.
   */
  List<String> memoryOptions() {
    return feature < ACCESS_DENIED
        ? List.of()
        : List.of("--sun-misc-unsafe-memory-access=allow", "-Dio.netty.noUnsafe=false");
  }
}
