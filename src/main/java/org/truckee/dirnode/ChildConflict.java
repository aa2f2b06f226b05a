package org.truckee.dirnode;

import java.util.Optional;
import org.truckee.GridException;

/**
 * An edit met another child than it was meant for. The conflict holds the present child, and
 * nothing was changed.
 */
public final class ChildConflict extends GridException {
  private static final long serialVersionUID = 1L;

  /** The words about a name that is taken and must stay so; Tahoe's. */
  public static final String TAKEN =
      "There was already a child by that name, and you asked me to not replace it";

  private final boolean taken;
  private final transient Optional<Child> present;

  /** {@code present} is the child under the name now. */
  public ChildConflict(String reason, Optional<Child> present) {
    this(false, reason, present);
  }

  private ChildConflict(boolean taken, String reason, Optional<Child> present) {
    super(Kind.CONFLICT, reason);
    this.taken = taken;
    this.present = present;
  }

  /** The conflict of a child that is not to replace {@code present}. */
  static ChildConflict taken(Child present) {
    return new ChildConflict(true, TAKEN, Optional.of(present));
  }

  /** Returns whether {@code failure} says that a name is taken and must stay so. */
  public static boolean isTaken(Throwable failure) {
    return failure instanceof ChildConflict conflict && conflict.taken;
  }

  /** The child that is there now; empty if there is none. */
  public Optional<Child> present() {
    return present;
  }
}
