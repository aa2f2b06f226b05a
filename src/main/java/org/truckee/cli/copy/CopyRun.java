package org.truckee.cli.copy;

import org.truckee.cli.gateway.WebApi;
import org.truckee.cli.session.LeftOut;
import org.truckee.cli.session.Session;
import org.truckee.cli.session.WayBack;

/**
 * The circumstances of one run of {@code cp}.
 *
 * @param leftOut the things that could not be copied
 */
public record CopyRun(Session session, WebApi api, CopyOptions options, LeftOut leftOut) {
  /** Tells of each thing that is replaced. */
  WayBack wayBack() {
    return new WayBack(session);
  }
}
