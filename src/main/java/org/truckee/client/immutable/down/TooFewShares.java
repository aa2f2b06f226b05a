package org.truckee.client.immutable.down;

import java.util.List;
import org.truckee.GridException;
import org.truckee.Subject;

/** Fewer shares of a file could be read than are needed. */
public final class TooFewShares extends GridException {
  private static final long serialVersionUID = 1L;

  private final int good;

  /**
   * {@code good} shares could be read, as {@code reasons} tell: a failure of {@code kind}, which is
   * {@code UNREACHABLE} if servers that did not answer in time may have the others.
   */
  TooFewShares(Kind kind, int good, List<String> reasons) {
    super(kind, Subject.NONE, reasons, null);
    this.good = good;
  }

  /** Returns whether {@code failure} tells that no share at all could be read. */
  public static boolean isNone(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause())
      if (each instanceof TooFewShares few) return few.good == 0;
    return false;
  }
}
