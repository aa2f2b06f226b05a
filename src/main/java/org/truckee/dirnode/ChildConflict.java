package org.truckee.dirnode;

import java.util.Optional;
import org.truckee.GridException;

/**
 * An edit met another child than it was meant for. The conflict holds the present child, and
 * nothing was changed.
 */
public final class ChildConflict extends GridException {
  private static final long serialVersionUID = 1L;

  private final transient Optional<Child> present;

  /** {@code present} is the child under the name now. */
  public ChildConflict(String message, Optional<Child> present) {
    super(Kind.CONFLICT, message);
    this.present = present;
  }

  /** The child that is there now; empty if there is none. */
  public Optional<Child> present() {
    return present;
  }
}
