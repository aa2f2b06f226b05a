package org.truckee.node.process;

import java.util.ArrayList;
import java.util.List;
import org.truckee.node.config.NodeConfig;

/**
 * The memory of a node's JVM, and its compiler, by what the node does. Every page of the young part
 * stays in memory once it was used, so that part is small: collections are more frequent and as
 * much shorter, since little of it is alive. The whole starts small as well, so that the old part
 * is collected before it has taken much.
 */
enum NodeHeap {
  /** Keys, erasure codes and the buffers of transfers. */
  GATEWAY("-Xmx512m", "-Xms64m", "-Xmn32m", "-XX:SurvivorRatio=3"),

  /**
   * Every other role: the system does the heavy work, and the thorough compiler takes more time
   * than it will ever save.
   */
  SERVER("-Xmx256m", "-Xms24m", "-Xmn8m", "-XX:SurvivorRatio=3", "-XX:TieredStopAtLevel=1");

  /**
   * What the compilers and connections have freed goes back to the system twice a minute; the C
   * library would keep it. An older JVM can't do that, and is told to pass over the option.
   */
  private static final List<String> TRIM =
      List.of("-XX:+IgnoreUnrecognizedVMOptions", "-XX:TrimNativeHeapInterval=30000");

  private final List<String> sizes;

  NodeHeap(String... sizes) {
    this.sizes = List.of(sizes);
  }

  /** The heap that suits a node of {@code config}. */
  static NodeHeap of(NodeConfig config) {
    return config.gateway().isPresent() ? GATEWAY : SERVER;
  }

  /** The JVM's options. The launcher gives a gateway's to {@code run}, but for the largest size. */
  List<String> jvmOptions() {
    List<String> options = new ArrayList<>(TRIM);
    options.addAll(sizes);
    return List.copyOf(options);
  }
}
