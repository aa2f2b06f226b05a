package org.truckee.node.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Option;

/** The address of a new node that serves others; a gateway alone has only its web port. */
final class ListenOptions {
  @Option(
      names = "--host",
      paramLabel = "HOST",
      description =
          "Address to listen on, which is also announced to other nodes. Default: 127.0.0.1")
  String host = "127.0.0.1";

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Port for other nodes. Default: any free one, kept over restarts")
  int port;

  /** Adds the address to {@code configuration}. */
  void addTo(ObjectNode configuration) {
    configuration.putObject("listen").put("host", host).put("port", port);
  }
}
