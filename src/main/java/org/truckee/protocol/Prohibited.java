package org.truckee.protocol;

import org.truckee.GridException;

/** The failure of somebody who asked for what stands on a {@link Blacklist}. */
public final class Prohibited extends GridException {
  private static final long serialVersionUID = 1L;

  Prohibited(String reason) {
    super(Kind.FORBIDDEN, "Access Prohibited: " + reason);
  }
}
