package org.truckee.dirnode;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Edits of one directory that together displace no sound child of which nobody has taken care. They
 * are applied in their order, as often as need be; when the last one is, they fail with {@link
 * UnsparedChildren} that tells of all such children. Applied by one thread at a time.
 */
public final class SparingEdits extends AbstractList<Edit> {
  private final List<Edit> edits;
  private final Predicate<String> unspared;
  private final Set<ChildTarget> kept;
  private final List<Child> displaced = new ArrayList<>();
  private final Set<ChildTarget> linked = new HashSet<>();

  /**
   * The {@code edits}, each made when it is asked for.
   *
   * @param unspared tells the names of which nobody has to take care
   * @param kept the targets that may be displaced
   */
  public SparingEdits(List<Edit> edits, Predicate<String> unspared, Set<ChildTarget> kept) {
    this.edits = Objects.requireNonNull(edits, "edits");
    this.unspared = Objects.requireNonNull(unspared, "unspared");
    this.kept = Set.copyOf(kept);
  }

  @Override
  public Edit get(int index) {
    return new SparingEdit(edits.get(index), this, index);
  }

  @Override
  public int size() {
    return edits.size();
  }

  /** Takes note that {@code edit} replaces {@code before} by {@code after}. */
  void met(SparingEdit edit, Optional<Child> before, Optional<Child> after) {
    if (edit.index() == 0) {
      displaced.clear();
      linked.clear();
    }
    after.map(Child::target).ifPresent(linked::add);
    before.filter(child -> isUnspared(child, after)).ifPresent(displaced::add);
    if (edit.index() == size() - 1 && !displaced.isEmpty()) throw unspared();
  }

  private boolean isUnspared(Child child, Optional<Child> after) {
    return !child.isLost()
        && !after.map(Child::target).equals(Optional.of(child.target()))
        && !kept.contains(child.target())
        && !unspared.test(child.name());
  }

  private UnsparedChildren unspared() {
    Predicate<Child> moved = child -> linked.contains(child.target());
    return new UnsparedChildren(
        displaced.stream().filter(moved.negate()).toList(),
        displaced.stream().filter(moved).toList());
  }
}
