package org.truckee.dirnode;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * An edit that displaces no sound child of which nobody has taken care: it fails with that child
 * instead.
 *
 * @param kept the targets that may be displaced
 */
public record SparingEdit(Edit edit, Set<ChildTarget> kept) implements Edit {
  /** Checks that both are there. */
  public SparingEdit {
    Objects.requireNonNull(edit, "edit");
    Objects.requireNonNull(kept, "kept");
  }

  @Override
  public String name() {
    return edit.name();
  }

  @Override
  public Edit unsparing() {
    return edit;
  }

  @Override
  public Optional<ChildTarget> links() {
    return edit.links();
  }

  @Override
  public boolean displaces(ChildTarget there) {
    return edit.displaces(there);
  }

  @Override
  public Optional<Child> apply(Optional<Child> present, Instant now) {
    Optional<Child> after = edit.apply(present, now);
    Optional<Child> lost = present.filter(this::wouldBeLost);
    if (lost.isPresent()) throw new UnsparedChild(lost.get());
    return after;
  }

  private boolean wouldBeLost(Child present) {
    ChildTarget there = present.target();
    return !present.isLost() && edit.displaces(there) && !kept.contains(there);
  }
}
