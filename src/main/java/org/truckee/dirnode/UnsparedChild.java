package org.truckee.dirnode;

import org.truckee.GridException;

/** A {@link SparingEdit} met a child that it would displace. Nothing was changed. */
public final class UnsparedChild extends GridException {
  private static final long serialVersionUID = 1L;

  private final transient Child child;

  UnsparedChild(Child child) {
    super(Kind.CONFLICT, "the child of that name would be lost");
    this.child = child;
  }

  /** The child that is there. */
  public Child child() {
    return child;
  }
}
