package org.truckee.dirnode;

import java.util.Optional;
import org.truckee.GridException;

/**
 * An edit met something else than it was meant for. It says what is there now, and nothing was
 * changed.
 */
public final class ChildConflict extends GridException {
  private static final long serialVersionUID = 1L;

  private final transient Optional<Child> present;

  /** {@code present} is what stands under the name now. */
  public ChildConflict(String message, Optional<Child> present) {
    super(Kind.CONFLICT, message);
    this.present = present;
  }

  /** The child that is there now; empty if there is none. */
  public Optional<Child> present() {
    return present;
  }
}
