package org.truckee.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.truckee.cli.gateway.WebApi;
import org.truckee.cli.name.Place;
import org.truckee.cli.session.Session;
import picocli.CommandLine.Mixin;

/** A command that asks a gateway for something. */
abstract class GatewayCommand implements Callable<Integer> {
  /** How places on the grid are explained in the help. */
  static final String PLACE =
      "ALIAS:PATH, a capability, a capability and a path (CAP/PATH), or a path in the shared drive.";

  final Session session;

  @Mixin GatewayOptions node;

  private WebApi api;

  GatewayCommand(Session session) {
    this.session = session;
  }

  /** The gateway's web API. */
  final WebApi api() {
    if (api == null) api = node.api();
    return api;
  }

  /** Where {@code name} is; a name that is {@code -} is read from standard input. */
  final Place place(String name) throws IOException {
    return node.names().resolve(session.argument(name));
  }
}
