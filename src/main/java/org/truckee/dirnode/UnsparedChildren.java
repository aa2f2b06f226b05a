package org.truckee.dirnode;

import java.util.List;
import org.truckee.GridException;

/** The {@link SparingEdits} met children that they would displace. Nothing was changed. */
public final class UnsparedChildren extends GridException {
  private static final long serialVersionUID = 1L;

  private final transient List<Child> lost;
  private final transient List<Child> moved;

  UnsparedChildren(List<Child> lost, List<Child> moved) {
    super(Kind.CONFLICT, "children would be lost");
    this.lost = List.copyOf(lost);
    this.moved = List.copyOf(moved);
  }

  /** The children that the edits would take away. */
  public List<Child> lost() {
    return lost;
  }

  /** Those that the edits would take away from their names, and link under others. */
  public List<Child> moved() {
    return moved;
  }
}
