package org.truckee.dirnode;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One of {@link SparingEdits}, which tells them what it displaces.
 *
 * @param index its place among them
 */
record SparingEdit(Edit edit, SparingEdits all, int index) implements Edit {
  SparingEdit {
    Objects.requireNonNull(edit, "edit");
    Objects.requireNonNull(all, "all");
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
  public boolean displaces(Child present) {
    return edit.displaces(present);
  }

  @Override
  public Optional<Child> apply(Optional<Child> present, Instant now) {
    Optional<Child> after = edit.apply(present, now);
    all.met(this, present, after);
    return after;
  }
}
