package org.truckee.cli.option;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.truckee.cli.gateway.WebApi;
import org.truckee.cli.name.GridPath;
import org.truckee.cli.session.Session;
import picocli.CommandLine.Mixin;

/** A command that talks to a gateway. */
public abstract class GatewayCommand implements Callable<Integer> {
  /** The help's words for places on the grid. */
  protected static final String PLACE =
      "ALIAS:PATH, a capability, a capability and a path (CAP/PATH), or a path in the shared drive.";

  protected final Session session;

  @Mixin protected GatewayOptions node;

  private WebApi api;

  public GatewayCommand(Session session) {
    this.session = session;
  }

  /** The gateway's web API. */
  protected final WebApi api() {
    if (api == null) api = node.api();
    return api;
  }

  /** The place of {@code name}; a name that is {@code -} is read from standard input. */
  protected final GridPath place(String name) throws IOException {
    return node.names().resolve(session.argument(name));
  }
}
