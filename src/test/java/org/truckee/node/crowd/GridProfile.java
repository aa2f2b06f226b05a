package org.truckee.node.crowd;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.truckee.node.directory.NodeDirectory;

/** What is particular about the nodes of one crowded grid. */
interface GridProfile {
  /** Nothing. */
  GridProfile PLAIN = (node, configuration) -> {};

  /**
   * Changes {@code configuration} for {@code node}, whose directory has been made and has none yet.
   * The introducer comes first.
   */
  void change(NodeDirectory node, ObjectNode configuration) throws IOException;
}
